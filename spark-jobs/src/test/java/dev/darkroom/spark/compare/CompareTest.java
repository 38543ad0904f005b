package dev.darkroom.spark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.port.ScriptedFeatureIndex;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.imaging.quality.Quality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What a comparison makes of what was measured: pure functions. */
final class CompareTest {
    private static final TransformId OLD = TransformId.of("renditions", 2, "old");
    private static final TransformId NEW = TransformId.of("renditions", 2, "new");
    private static final UserId ADA = new UserId("ada");

    @Test
    void agreementIsOfPhotosThatBothVersionsWereTriedOn() {
        Outcomes outcomes = Outcomes.of(List.of(
                RowFactory.create("done", null, "done", null, 6L),
                RowFactory.create("failed", "corrupt", "failed", "corrupt", 1L),
                RowFactory.create("failed", "decoder-crashed", "done", null, 2L),
                RowFactory.create("done", null, "failed", "truncated", 1L),
                RowFactory.create(null, null, "done", null, 40L),
                RowFactory.create("excluded", "needs-restore", "done", null, 2L)));

        assertThat(outcomes.agreement()).hasValue(0.7);
        assertThat(outcomes).isEqualTo(new Outcomes(6, 1, Map.of("decoder-crashed", 2L), Map.of("truncated", 1L), 42));
        assertThat(Outcomes.of(List.of()).agreement()).as("an empty archive").hasValue(1);
        assertThat(Outcomes.of(List.of(RowFactory.create(null, null, "done", null, 3L)))
                        .agreement())
                .isEmpty();
    }

    @Test
    void aGateRefusesWhatIsTooLowAndWhatCannotBeJudged() {
        Gates gates = new Gates(Optional.of(30.0), Optional.of(0.9));

        assertThat(gates.judge(OptionalDouble.of(30), OptionalDouble.of(0.89)))
                .extracting(Gates.Verdict::gate, Gates.Verdict::passed)
                .containsExactly(tuple("min-psnr", true), tuple("min-agreement", false));
        assertThat(gates.judge(OptionalDouble.empty(), OptionalDouble.of(1)))
                .filteredOn(verdict -> !verdict.passed())
                .extracting(Gates.Verdict::value)
                .containsExactly("nothing to judge by");
        assertThatThrownBy(() -> new Gates(Optional.empty(), Optional.of(90.0)))
                .hasMessageContaining("--min-agreement must lie in [0, 1]: 90.0");
    }

    @Test
    void renditionsMeetByTheirNominalSizeAndRatherInTheSameFormat() {
        TwoVersions both = new TwoVersions(
                derived(OLD, rendition(600, ImageFormat.JPEG), rendition(300, ImageFormat.JPEG)),
                derived(
                        NEW,
                        rendition(900, ImageFormat.WEBP),
                        rendition(600, ImageFormat.WEBP),
                        rendition(600, ImageFormat.JPEG)));

        assertThat(both.pairs().entrySet())
                .extracting(pair -> pair.getValue().format() + " -> "
                        + pair.getKey().format() + " " + pair.getKey().size())
                .containsExactly("JPEG -> WEBP 600", "JPEG -> JPEG 600");
    }

    @Test
    void oneBadPairInTwentyDoesNotMoveTheFifthPercentileAndTwoDo() {
        List<Double> good = IntStream.range(0, 19).mapToObj(i -> 40.0).toList();
        assertThat(Spread.of(with(good, 12.0)).p5()).isEqualTo(12);
        assertThat(Spread.of(with(with(good, 41.0), 12.0)).p5()).isEqualTo(40);
        assertThat(Spread.of(List.of()).measures()).isZero();
    }

    @Test
    void neighboursAreSharedAsFarAsBothVersionsFindThem() {
        PhotoId one = PhotoId.of(ADA, ContentHash.of(new byte[1]));
        PhotoId other = PhotoId.of(ADA, ContentHash.of(new byte[2]));

        assertThat(Neighbours.share(Set.of(one, other), Set.of(one))).hasValue(0.5);
        assertThat(Neighbours.share(Set.of(one), Set.of(other))).hasValue(0.0);
        assertThat(Neighbours.share(Set.of(), Set.of())).as("an only photo").isEmpty();
    }

    @Test
    void aVersionWithoutSpaceHasNothingToCompare() {
        ScriptedFeatureIndex index = new ScriptedFeatureIndex(photo -> new IndexOutcome.Applied());
        index.open(OLD, 3);

        assertThatThrownBy(() -> Neighbours.of(List.of(), index, new Versions(OLD, NEW)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing to compare")
                .hasMessageContaining(NEW.toString());
    }

    @Test
    void thePageHoldsTheGatesTheWorstPhotosFirstAndNothingFromElsewhere() throws IOException {
        List<Pair> pairs = List.of(pair(600, 31.5), pair(300, 36));
        CompareResult result = result(pairs, new Gates(Optional.of(35.0), Optional.empty()));
        Pair.Side side = pairs.get(0).old();
        Example example = new Example(
                "photo<1>",
                new Example.Picture(side, "data:image/jpeg;base64,AA=="),
                new Example.Picture(side, "data:image/webp;base64,BB=="),
                pairs);

        String page = new ReportPage(result, pairs, List.of(example), Instant.EPOCH).html();

        assertThat(page)
                .contains("<b>refused</b> min-psnr: 31.50, must be at least 35.0")
                .contains("photo&lt;1&gt;")
                .contains("600: 31.5 dB &middot; 300: 36.0 dB", "old: jpeg 60x40, 0.9 KB")
                .contains("Not applicable")
                .doesNotContain("http:", "https:", "<script");
        assertThat(result.passed()).isFalse();
    }

    @Test
    void aVersionIsComparedWithTheLiveOneAndTheLiveOneWithItsShadow() {
        List<TransformVersion> registered =
                List.of(version(OLD, TransformState.LIVE), version(NEW, TransformState.SHADOW));

        assertThat(Versions.of(registered, NEW, Optional.empty())).isEqualTo(new Versions(OLD, NEW));
        assertThat(Versions.of(registered, OLD, Optional.empty())).isEqualTo(new Versions(NEW, OLD));
        assertThatThrownBy(() -> Versions.of(registered.subList(1, 2), NEW, Optional.empty()))
                .hasMessageContaining("name one with --against");
        assertThatThrownBy(() -> Versions.of(registered, TransformId.of("metadata", 1, "x"), Optional.empty()))
                .hasMessageContaining("Only versions of renditions");
        TransformId look = TransformId.of("look", 1, "x");
        List<TransformVersion> both = List.of(version(OLD, TransformState.LIVE), version(look, TransformState.SHADOW));
        assertThatThrownBy(() -> Versions.of(both, look, Optional.empty()))
                .hasMessageContaining("No other version of look");
        assertThatThrownBy(() -> Versions.of(both, look, Optional.of(OLD)))
                .hasMessageContaining("must be a version of look");
    }

    private static CompareResult result(List<Pair> pairs, Gates gates) {
        Outcomes outcomes = new Outcomes(1, 0, Map.of(), Map.of(), 0);
        Findings findings = Findings.of(pairs);
        return new CompareResult(
                "compare",
                NEW.toString(),
                OLD.toString(),
                1,
                outcomes,
                1,
                findings,
                Findings.bySize(pairs),
                Findings.changes(pairs),
                0,
                Neighbours.NONE,
                CompareResult.NO_RANKING,
                gates.judge(OptionalDouble.of(findings.psnr().p5()), outcomes.agreement()),
                "report.html",
                1);
    }

    private static Pair pair(int size, double psnr) {
        return new Pair(
                ADA,
                PhotoId.of(ADA, ContentHash.of(new byte[1])),
                size,
                new Pair.Side("jpeg 60x40", 900),
                new Pair.Side("jpeg 60x40", 600),
                0,
                Optional.of(new Quality(psnr, 0.9)));
    }

    private static TransformVersion version(TransformId id, TransformState state) {
        return new TransformVersion(id, state, TransformInput.ORIGINAL, "any", Instant.EPOCH, Instant.EPOCH);
    }

    private static DerivedRenditions derived(TransformId recipe, Rendition... renditions) {
        return new DerivedRenditions(recipe, List.of(renditions), "", 0);
    }

    private static Rendition rendition(int size, ImageFormat format) {
        return new Rendition(
                size, format, size, size, 1, ContentHash.of((size + format.code()).getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Double> with(List<Double> some, double another) {
        return Stream.concat(some.stream(), Stream.of(another)).collect(Collectors.toList());
    }
}
