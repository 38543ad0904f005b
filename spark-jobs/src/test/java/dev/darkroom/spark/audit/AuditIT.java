package dev.darkroom.spark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.audit.AuditResult.Finding;
import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.it.WholePhotos;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every way in which real stores can disagree is provoked in them, on a photo of its own, and found; photos of which all
 * stores say the same are not blamed. Audits look at one user each, because other tests leave things behind.
 */
final class AuditIT {
    private static final UserId ADA = new UserId("ada-" + UUID.randomUUID());
    private static final UserId BOB = new UserId("bob-" + UUID.randomUUID());
    private static final TransformId SPACE = TransformId.of("look", 1, "audited of " + ADA);
    private static final Map<Difference, Photo> DAMAGED = new EnumMap<>(Difference.class);

    private static TestLake lake;
    private static AuditResult clean;
    private static AuditResult found;
    private static Photo rotten;

    @BeforeAll
    static void damageEverything() throws IOException {
        lake = TestLake.open();
        WholePhotos ada = new WholePhotos(lake, ADA);
        WholePhotos bob = new WholePhotos(lake, BOB);
        lake.stores().features().open(SPACE, Damage.VECTOR.size());
        for (Difference difference : Difference.values()) {
            DAMAGED.put(difference, ada.develop(difference.code(), Map.of(SPACE, Damage.VECTOR)));
        }
        ada.develop("untouched", Map.of(SPACE, Damage.VECTOR));
        rotten = bob.develop("rotten");
        lake.sync();
        clean = audit(ADA, Duration.ZERO, false);

        Damage damage = new Damage(lake, ada, SPACE);
        DAMAGED.replaceAll(damage::of);
        damage.rot(bob.original("rotten"));
        lake.sync();
        damage.inTheLake(DAMAGED);
        found = audit(ADA, Duration.ZERO, false);
    }

    @AfterAll
    static void dropTheSpace() {
        lake.stores().features().drop(SPACE);
    }

    @Test
    void nothingDiffersBeforeTheDamage() {
        assertThat(clean.differences().values()).as(clean.toString()).containsOnly(0L);
        assertThat(clean.isClean()).isTrue();
        assertThat(clean.photos()).isEqualTo(DAMAGED.size() + 1);
        assertThat(clean.objects()).isEqualTo(5L * clean.photos());
        assertThat(clean.documents()).isEqualTo(clean.photos());
        assertThat(clean.vectors()).isEqualTo(clean.photos());
        assertThat(clean.leftOut()).isZero();
    }

    @Test
    void everyDifferenceIsFoundOnItsPhoto() {
        assertThat(found.isClean()).isFalse();
        for (Difference difference : Difference.values()) {
            assertThat(found.examples())
                    .as(difference.code())
                    .filteredOn(finding -> finding.difference().equals(difference.code()))
                    .extracting(Finding::photo)
                    .containsOnly(DAMAGED.get(difference).id().toString());
        }
    }

    @Test
    void everyDifferenceIsCounted() {
        Map<String, Long> expected = new TreeMap<>();
        Arrays.stream(Difference.values()).forEach(difference -> expected.put(difference.code(), 1L));
        expected.put(Difference.WRONG_CHECKSUM.code(), 2L);
        expected.put(Difference.MISSING_DERIVATION.code(), 2L);

        assertThat(found.differences()).as(found.examples().toString()).isEqualTo(expected);
    }

    @Test
    void withoutAnOwnerEverybodyIsLookedAt() {
        AuditResult everybody = new AuditJob(
                        lake.spark(), new AuditOptions(lake.environment(), Optional.empty(), Duration.ZERO, false, 0))
                .run();

        assertThat(everybody.photos()).isGreaterThan(found.photos());
        assertThat(everybody.examples()).isEmpty();
        found.differences()
                .forEach((difference, count) -> assertThat(
                                everybody.differences().get(difference))
                        .as(difference)
                        .isGreaterThanOrEqualTo(count));
    }

    @Test
    void whatIsYoungerThanTheGraceIsLeftOutAndCounted() {
        AuditResult graceful = audit(ADA, Duration.ofHours(1), false);

        assertThat(graceful.photos()).isZero();
        assertThat(graceful.leftOut()).isEqualTo(found.photos());
        assertThat(graceful.differences())
                .containsEntry(Difference.ROW_WITHOUT_OBJECT.code(), 0L)
                .containsEntry(Difference.OBJECT_WITHOUT_ROW.code(), 0L)
                .containsEntry(Difference.LAKE_PHOTO_WITHOUT_ROW.code(), 0L);
    }

    @Test
    void onlyADeepAuditFindsBytesThatRotted() {
        assertThat(audit(BOB, Duration.ZERO, false).isClean()).isTrue();

        AuditResult deep = audit(BOB, Duration.ZERO, true);

        assertThat(deep.differences()).containsEntry(Difference.WRONG_CHECKSUM.code(), 1L);
        assertThat(deep.examples())
                .extracting(Finding::photo)
                .containsExactly(rotten.id().toString());
    }

    @Test
    void aPromisedSidecarIsMissedAndComparedLikeAnOriginal() {
        UserId owner = new UserId("eve-" + UUID.randomUUID());
        WholePhotos eve = new WholePhotos(lake, owner);
        eve.registerWithSidecar("whole");
        String lost = ObjectKeys.sidecar(owner, eve.registerWithSidecar("lost").id());
        String other =
                ObjectKeys.sidecar(owner, eve.registerWithSidecar("other").id());
        lake.stores().blobs().deleteAll(List.of(lost));
        lake.stores().blobs().put(other, Blob.of(new byte[] {1}, "application/rdf+xml"));

        AuditResult result = audit(owner, Duration.ZERO, false);

        assertThat(result.examples())
                .filteredOn(finding -> !finding.difference().equals(Difference.ROW_WITHOUT_EVENT.code()))
                .extracting(finding -> finding.difference() + " " + finding.detail())
                .containsExactlyInAnyOrder(
                        Difference.ROW_WITHOUT_OBJECT.code() + " " + lost,
                        Difference.WRONG_CHECKSUM.code() + " " + other);
    }

    private static AuditResult audit(UserId owner, Duration grace, boolean deep) {
        AuditOptions options = new AuditOptions(lake.environment(), Optional.of(owner), grace, deep, 5);
        return new AuditJob(lake.spark(), options).run();
    }
}
