package dev.darkroom.spark.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read next, from what the lake has and what Kafka has. */
final class OffsetRangeTest {
    private static final String TOPIC = "photos.derived.v1";

    @Test
    void anEmptyLakeReadsAllThatKafkaHas() {
        OffsetRange range = plan(Map.of(), Map.of("0", 3L, "1", 0L), Map.of("0", 10L, "1", 7L));

        assertThat(range.from()).isEqualTo(of(Map.of("0", 3L, "1", 0L)));
        assertThat(range.until()).isEqualTo(of(Map.of("0", 10L, "1", 7L)));
        assertThat(range.gaps())
                .as("what expired before the lake began is no gap")
                .isEmpty();
        assertThat(range.isEmpty()).isFalse();
    }

    @Test
    void aLakeThatHasAllReadsNothing() {
        OffsetRange range = plan(of(Map.of("0", 10L)), Map.of("0", 3L), Map.of("0", 10L));

        assertThat(range.isEmpty()).isTrue();
    }

    @Test
    void readingGoesOnWhereTheLakeStands() {
        OffsetRange range = plan(of(Map.of("0", 5L, "1", 7L)), Map.of("0", 3L, "1", 0L), Map.of("0", 10L, "1", 7L));

        assertThat(range.from()).isEqualTo(of(Map.of("0", 5L, "1", 7L)));
        assertThat(range.gaps()).isEmpty();
    }

    @Test
    void whatExpiredUnreadIsAGap() {
        OffsetRange range = plan(of(Map.of("0", 5L)), Map.of("0", 8L), Map.of("0", 10L));

        assertThat(range.from()).isEqualTo(of(Map.of("0", 8L)));
        assertThat(range.gaps()).containsExactly(TOPIC + "-0: 5..7 expired before they were read");
    }

    @Test
    void nothingExpiredWhenTheFirstKeptIsTheNextOne() {
        assertThat(plan(of(Map.of("0", 8L)), Map.of("0", 8L), Map.of("0", 8L)).gaps())
                .isEmpty();
    }

    @Test
    void aGapWithNothingBehindItIsStillToBeWrittenDown() {
        OffsetRange range = plan(of(Map.of("0", 5L)), Map.of("0", 10L), Map.of("0", 10L));

        assertThat(range.gaps()).hasSize(1);
        assertThat(range.isEmpty()).isFalse();
        assertThat(plan(range.until(), Map.of("0", 10L), Map.of("0", 10L)).isEmpty())
                .as("once it is")
                .isTrue();
    }

    @Test
    void aNewPartitionIsReadFromItsBeginning() {
        OffsetRange range = plan(of(Map.of("0", 10L)), Map.of("0", 3L, "1", 0L), Map.of("0", 10L, "1", 2L));

        assertThat(range.from()).isEqualTo(of(Map.of("0", 10L, "1", 0L)));
        assertThat(range.gaps()).isEmpty();
    }

    @Test
    void aTopicThatEndsBeforeWhatWasReadWasMadeAnewAndIsReadWhole() {
        OffsetRange range = plan(of(Map.of("0", 10L)), Map.of("0", 0L), Map.of("0", 4L));

        assertThat(range.from()).isEqualTo(of(Map.of("0", 0L)));
        assertThat(range.gaps()).containsExactly(TOPIC + "-0: ends at 4 but was read up to 10, so it was made anew");
    }

    @Test
    void aTopicThatIsGoneIsNotAskedFor() {
        Map<String, Map<String, Long>> done = Map.of(TOPIC, Map.of("0", 10L), "photos.old.v1", Map.of("0", 3L));

        assertThat(plan(done, Map.of("0", 0L), Map.of("0", 12L)).from()).containsOnlyKeys(TOPIC);
    }

    @Test
    void offsetsSurviveTheirWayThroughASnapshot() {
        Map<String, Map<String, Long>> offsets = of(Map.of("0", 5_000_000_000L, "11", 0L));

        assertThat(OffsetRange.fromJson(OffsetRange.toJson(offsets))).isEqualTo(offsets);
    }

    @Test
    void aPropertyThatIsNoOffsetsIsNamed() {
        assertThatThrownBy(() -> OffsetRange.fromJson("yesterday"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("yesterday");
    }

    private static OffsetRange plan(
            Map<String, Map<String, Long>> done, Map<String, Long> earliest, Map<String, Long> latest) {
        return OffsetRange.plan(done, of(earliest), of(latest));
    }

    private static Map<String, Map<String, Long>> of(Map<String, Long> partitions) {
        return Map.of(TOPIC, partitions);
    }
}
