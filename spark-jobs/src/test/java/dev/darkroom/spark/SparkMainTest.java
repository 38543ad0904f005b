package dev.darkroom.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Usage and settings: what is wrong is said in a sentence, and ends with 2 before any store is asked. */
final class SparkMainTest {
    private static final Map<String, String> AWAY = Map.of(
            "DARKROOM_S3_ENDPOINT", "http://127.0.0.1:1",
            "DARKROOM_S3_REGION", "us-east-1",
            "DARKROOM_S3_ACCESS_KEY", "key",
            "DARKROOM_S3_SECRET_KEY", "secret",
            "DARKROOM_KAFKA", "127.0.0.1:1",
            "DARKROOM_SPANNER_URL",
                    "jdbc:cloudspanner://127.0.0.1:1/projects/p/instances/i/databases/d?usePlainText=true",
            "DARKROOM_REDIS", "redis://127.0.0.1:1",
            "DARKROOM_ELASTICSEARCH", "http://127.0.0.1:1");

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "audit                                | Missing required option: '--dry-run'",
                "audit --dry-run --grace yesterday    | 'yesterday' is no duration such as PT1M",
                "audit --dry-run --grace -PT1S        | --grace must not be negative: PT-1S",
                "audit --dry-run --examples -1        | --examples must lie in [0, 1000]: -1",
                "audit --dry-run --examples 1001      | --examples must lie in [0, 1000]: 1001",
                "audit --dry-run --examples many      | 'many' is not an int",
                "audit --dry-run --owner a/b          | UserId must be 1 to 64 letters",
                "audit --dry-run --shallow            | Unknown option: '--shallow'",
                "duplicates --distance 11             | --distance must lie in [0, 10] bits of 64: 11",
                "duplicates --burst-gap PT2H          | --burst-gap must lie in [PT0S, PT1H]: PT2H",
                "duplicates --per-second 0            | --per-second must lie in [1, 100000]: 0",
                "reindex --per-second 0               | --per-second must lie in [1, 1000000]: 0",
                "maintain --keep -PT1S                | --keep must not be negative: PT-1S",
                "maintain --orphans-after PT23H       | --orphans-after must be at least PT24H: PT23H",
                "maintain --table a.b                 | --table must be a name such as photos: a.b",
                "rerank --weights nowhere.json          | Weights file nowhere.json is not there",
                "rerank --min-searches 0              | --min-searches must lie in [1, 1000000]: 0",
                "rerank --per-second 0                | --per-second must lie in [1, 100000]: 0",
                "rerank --now today                   | 'today' is no instant such as 2026-01-31T00:00:00Z",
                "lake-sync now                        | Unmatched argument at index 1: 'now'",
                "backfill                             | Missing required option: '--transform",
                "backfill --transform thumbs          | TransformId must read name@version+digest: thumbs",
                "backfill --transform a@1+0123456789ab --max-photos 0 | --max-photos must be at least 1: 0",
                "backfill --transform a@1+0123456789ab --again never  | 'never' is no reason of the ledger",
                "compare                              | Missing required option: '--transform",
                "compare --transform a@1+0123456789ab --min-agreement 99 | --min-agreement must lie in [0, 1]: 99.0",
                "upgrade                              | upgrade"
            })
    void badUsageIsToldAndEndsWithTwo(String arguments, String told) {
        assertThat(run(AWAY, arguments)).isEqualTo(2);
        assertThat(err.toString()).startsWith("darkroom job: ").contains(told);
        assertThat(err.toString().lines())
                .as("a sentence, and where to read on")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"lake-sync", "audit --dry-run", "tables"})
    void aMissingSettingIsNamedAndEndsWithTwo(String arguments) {
        assertThat(run(Map.of("DARKROOM_S3_REGION", "us-east-1"), arguments)).isEqualTo(2);
        assertThat(err.toString()).contains("Setting DARKROOM_KAFKA is missing");
    }

    @Test
    void storesThatAreAwayAreAllNamedInOneSentence() {
        assertThat(run(AWAY, "lake-sync")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "darkroom job: Nothing answers for Kafka at 127.0.0.1:1, S3 at 127.0.0.1:1,"
                                + " Spanner at 127.0.0.1:1: is the stack up? ./darkroom up --detach\n");
    }

    @Test
    void anAuditNeedsElasticsearchAndNoKafka() {
        assertThat(run(AWAY, "audit --dry-run")).isEqualTo(1);
        assertThat(err.toString())
                .contains("Elasticsearch at 127.0.0.1:1, S3 at 127.0.0.1:1, Spanner at 127.0.0.1:1:")
                .doesNotContain("Kafka");
    }

    @Test
    void whoOnlyLooksForTheTablesNeedsNoKafka() {
        assertThat(run(AWAY, "tables")).isEqualTo(1);
        assertThat(err.toString())
                .contains("S3 at 127.0.0.1:1, Spanner at 127.0.0.1:1:")
                .doesNotContain("Kafka");
    }

    @Test
    void aKafkaWithoutAPortIsBadUsage() {
        Map<String, String> wrong = new HashMap<>(AWAY);
        wrong.put("DARKROOM_KAFKA", "somewhere");

        assertThat(run(wrong, "lake-sync")).isEqualTo(2);
        assertThat(err.toString()).contains("DARKROOM_KAFKA must be host:port").contains("somewhere");
    }

    private int run(Map<String, String> environment, String arguments) {
        CommandLine command = SparkMain.commandLine(environment);
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments.split(" +"));
    }
}
