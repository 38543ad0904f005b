package dev.darkroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.acceptance.Launcher.Finished;
import dev.darkroom.acceptance.Launcher.Running;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Components;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every process of the whole is killed in turn while photos come in; then the stores are compared. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ChaosIT {
    private static final int PHOTOS = 100;
    private static final int BEFORE_A_KILL = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Three jobs of Spark, one after the other. */
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(6);

    @TempDir
    private static Path folder;

    private static LocalStack stack;
    private static Launcher launcher;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() throws StackException, InterruptedException {
        Path data = folder.resolve("data");
        stack = LocalStack.in(data);
        launcher = new Launcher(data, folder.resolve("logs"));
        environment = stack.start(Components.ALL);
    }

    @AfterAll
    static void stop() throws StackException, InterruptedException {
        stack.stop();
    }

    /** Two for each import: every component once. */
    static Stream<Arguments> victims() {
        List<String> all = Components.ALL.stream().sorted().toList();
        return IntStream.range(0, all.size() / 2).mapToObj(i -> Arguments.of(all.get(2 * i), all.get(2 * i + 1)));
    }

    @ParameterizedTest
    @MethodSource("victims")
    @Order(1)
    void killedWhilePhotosComeInTheyLoseNoneAndDoubleNone(String first, String second)
            throws IOException, StackException, InterruptedException {
        String user = "without-" + first;
        Path photos = Samples.folder(folder, user, PHOTOS);
        Outsider outsider = new Outsider(environment.get("DARKROOM_SERVING"), token(user));
        Running upload = launcher.start("import", photos.toString(), "--user", user, "--data", data());

        int acknowledged = BEFORE_A_KILL;
        for (String victim : List.of(first, second)) {
            int enough = acknowledged;
            await().atMost(PATIENCE)
                    .ignoreException(IOException.class)
                    .until(() -> outsider.timeline().size() >= enough);
            stack.kill(victim);
            stack.start(Set.of(victim));
            acknowledged += BEFORE_A_KILL;
        }

        Finished imported = upload.finish(PATIENCE);
        assertThat(imported.code()).as(imported.out() + imported.err()).isZero();
        assertThat(count(imported.out(), "stored") + count(imported.out(), "duplicate"))
                .as("acknowledged")
                .isEqualTo(PHOTOS);
        await().atMost(PATIENCE)
                .ignoreException(IOException.class)
                .untilAsserted(
                        () -> assertThat(outsider.search()).hasSize(PHOTOS).doesNotHaveDuplicates());
        assertThat(outsider.timeline()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(outsider.search());
    }

    @Test
    @Order(2)
    void thenTheStoresAgree() throws IOException, InterruptedException {
        Finished synced = launcher.start("job", "--data", data(), "lake-sync").finish(PATIENCE);
        assertThat(synced.code()).as(synced.err()).isZero();
        assertThat(synced.lastLine())
                .contains("\"undecodable\":0", "\"gaps\":[]", "\"photos\":" + Components.ALL.size() / 2 * PHOTOS);

        Finished audited = launcher.start("job", "--data", data(), "audit", "--dry-run", "--grace", "PT0S")
                .finish(PATIENCE);
        assertThat(audited.code()).as(audited.out() + audited.err()).isZero();
        assertThat(audited.lastLine()).contains("\"photos\":" + Components.ALL.size() / 2 * PHOTOS);
        assertThat(audited.out().lines().filter(line -> line.matches("[a-z-]+ +\\d+")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" 0"));
    }

    /** A few rounds of the many that {@code ./darkroom chaos batch} plays when nobody waits for it. */
    @Test
    @Tag("long")
    @Order(3)
    void andJobsThatAreKilledLeaveWhatUndisturbedOnesLeave() throws IOException, InterruptedException {
        Finished chaos = launcher.start(
                        "chaos",
                        "batch",
                        "--on-running-stack",
                        "--data",
                        data(),
                        "--rounds",
                        "2",
                        "--seed",
                        "712",
                        "--compare-at-end",
                        "--only",
                        "lake-sync,reindex")
                .finish(LONG_PATIENCE);

        assertThat(chaos.code()).as(chaos.out() + chaos.err()).isZero();
        assertThat(chaos.lastLine()).contains("\"rounds\":2", "\"seed\":712", "\"differences\":0");
        assertThat(chaos.out().lines().filter(line -> line.matches("\\d+ .* yes +\\d+ .* yes")))
                .as("rounds in which something was killed and nothing was lost")
                .hasSize(2);
    }

    /** On the photos that are there by now: they get another recipe, everybody sees it, and it is taken back. */
    @Test
    @Tag("long")
    @Order(4)
    void andAnUpgradeThatIsKilledGoesOnWhileAClientIsAsking() throws Exception {
        Path recipe = Files.writeString(folder.resolve("small.properties"), "sizes=300,150\nquality=61\n");
        String[] upgrade = {"upgrade", recipe.toString(), "--data", data(), "--sample", "20", "--watch", "PT0S"};
        String user = "without-" + Components.ALL.stream().sorted().findFirst().orElseThrow();
        Outsider outsider = new Outsider(environment.get("DARKROOM_SERVING"), token(user));
        String old = outsider.recipes("/v1/photos?limit=1").iterator().next();
        Path job = stack.data().resolve("upgrade/job.pid");

        try (Questions questions = new Questions(outsider)) {
            Running killed = launcher.start(upgrade);
            await().atMost(PATIENCE).until(() -> Files.exists(job));
            killed.process().destroyForcibly();
            assertThat(killed.finish(PATIENCE).code()).isNotZero();

            Finished upgraded = launcher.start(upgrade).finish(LONG_PATIENCE);

            assertThat(upgraded.code()).as(upgraded.out() + upgraded.err()).isZero();
            assertThat(upgraded.err()).contains("going on", "stopping job");
            assertThat(upgraded.lastLine()).contains("\"state\":\"live\"", "\"remaining\":0");
            // The rounds before have photos of their own.
            assertThat(number("done", upgraded.lastLine())).isGreaterThanOrEqualTo(Components.ALL.size() / 2 * PHOTOS);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> !outsider.recipes("/v1/photos?limit=1").contains(old));

            Finished back =
                    launcher.start("upgrade", "rollback", "--data", data()).finish(PATIENCE);
            assertThat(back.code()).as(back.err()).isZero();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> outsider.recipes("/v1/photos?limit=1").contains(old));

            assertThat(questions.errors()).isEmpty();
            assertThat(questions.answers())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(recipes -> assertThat(recipes).hasSize(1));
        }
    }

    private static String token(String user) throws IOException, InterruptedException {
        return launcher.start("token", "--user", user, "--data", data())
                .finish(PATIENCE)
                .lastLine();
    }

    private static String data() {
        return stack.data().toString();
    }

    private static int number(String name, String json) {
        Matcher field = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
        return field.find() ? Integer.parseInt(field.group(1)) : 0;
    }

    private static int count(String table, String outcome) {
        Matcher row = Pattern.compile("(?m)^" + outcome + " +(\\d+)$").matcher(table);
        return row.find() ? Integer.parseInt(row.group(1)) : 0;
    }
}
