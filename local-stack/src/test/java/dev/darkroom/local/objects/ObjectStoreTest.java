package dev.darkroom.local.objects;

import static dev.darkroom.local.objects.StoreFixture.BUCKET;
import static dev.darkroom.local.objects.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects are kept as they were put, replaced and deleted as a whole, and versions where they are wanted. */
final class ObjectStoreTest {
    @TempDir
    Path dir;

    private StoreFixture fixture;
    private ObjectStore store;

    @BeforeEach
    void open() throws IOException {
        fixture = new StoreFixture(dir);
        store = fixture.store;
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private void reopen() throws IOException {
        close();
        open();
    }

    @Test
    void keepsBytesAndFactsOverARestart() throws IOException {
        ObjectFacts facts = new ObjectFacts(
                "e",
                "GLACIER",
                Optional.of(Checksum.of(ChecksumAlgorithm.SHA1, new byte[20])),
                Map.of("content-type", "image/jpeg", "x-amz-meta-user", "u ü"),
                Map.of("tier", "cold"));
        store.objects().put(name("a/ü b"), List.of(fixture.write(new byte[70_000])), facts, Precondition.NONE);

        reopen();

        StoredObject kept = store.objects().find(name("a/ü b")).orElseThrow();
        assertThat(kept.facts()).isEqualTo(facts);
        assertThat(kept.size()).isEqualTo(70_000);
        assertThat(fixture.read(kept)).isEqualTo(new byte[70_000]);
    }

    @Test
    void replacesAndDeletesWithoutLeavingFiles() throws IOException {
        fixture.put("a", "one");
        fixture.put("a", "two");
        assertThat(fixture.text("a")).isEqualTo("two");
        assertThat(fixture.files()).isEqualTo(1);

        store.objects().delete(name("a"), Optional.empty(), Precondition.NONE);
        assertThat(store.objects().find(name("a"))).isEmpty();
        assertThat(fixture.files()).isZero();
        assertThat(store.objects().delete(name("a"), Optional.empty(), Precondition.NONE))
                .isEmpty();
    }

    @Test
    void deletesTheBytesOfWhatItRefusesOrIsNotFinished() throws IOException {
        assertRefused(
                Refusal.NO_SUCH_BUCKET,
                () -> store.objects()
                        .put(
                                new ObjectName("nowhere", "a"),
                                List.of(fixture.write(new byte[9])),
                                StoreFixture.facts("e"),
                                Precondition.NONE));
        try (SegmentWriter half = store.objects().write()) {
            half.write(new byte[9], 0, 9);
        }
        assertThat(fixture.files()).isZero();
    }

    @Test
    void letsOneOfManyConditionalPutsWin() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> rivals = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                byte[] body = {(byte) i};
                rivals.add(threads.submit(() -> {
                    start.await();
                    try {
                        fixture.put("once", body, new Precondition(true, Optional.empty()));
                        return true;
                    } catch (RefusedException e) {
                        return false;
                    }
                }));
            }
            start.countDown();
            int winners = 0;
            for (Future<Boolean> rival : rivals) {
                winners += rival.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
            assertThat(fixture.files()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void replacesOnlyTheObjectThatWasMeant() throws IOException {
        StoredObject first = fixture.put("a", "one");
        Precondition ifFirst = new Precondition(false, Optional.of(first.facts().etag()));
        fixture.put("a", "two".getBytes(java.nio.charset.StandardCharsets.UTF_8), ifFirst);

        assertRefused(Refusal.PRECONDITION_FAILED, () -> fixture.put("a", new byte[1], ifFirst));
        assertRefused(Refusal.NO_SUCH_KEY, () -> fixture.put("b", new byte[1], ifFirst));
        assertThat(fixture.text("a")).isEqualTo("two");
    }

    @Test
    void duplicatesBytesThatOutliveTheirSource() throws IOException {
        StoredObject source = fixture.put("a", "photo");
        store.objects().put(name("b"), store.objects().duplicate(source), source.facts(), Precondition.NONE);
        store.objects().delete(name("a"), Optional.empty(), Precondition.NONE);

        assertThat(fixture.text("b")).isEqualTo("photo");
    }

    @Test
    void readsOnWhileTheObjectIsReplaced() throws IOException {
        StoredObject old = fixture.put("a", "old");
        try (Content content = store.objects().open(() -> old)) {
            fixture.put("a", "new");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            content.copyTo(out, 1, 2);
            assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8)).isEqualTo("ld");
        }
    }

    @Test
    void keepsVersionsWhereTheyAreEnabled() throws IOException {
        fixture.put("a", "before");
        store.buckets().setVersioning(BUCKET, Versioning.ENABLED);
        StoredObject second = fixture.put("a", "second");
        StoredObject third = fixture.put("a", "third");
        StoredObject marker = store.objects()
                .delete(name("a"), Optional.empty(), Precondition.NONE)
                .orElseThrow();

        assertThat(store.objects().find(name("a"))).isEmpty();
        assertThat(versions()).containsExactly(marker.version(), third.version(), second.version(), "null");

        store.objects().delete(name("a"), Optional.of(marker.version()), Precondition.NONE);
        assertThat(fixture.text("a")).isEqualTo("third");
        store.objects().delete(name("a"), Optional.of(third.version()), Precondition.NONE);
        assertThat(fixture.text("a")).isEqualTo("second");
        store.buckets().setVersioning(BUCKET, Versioning.SUSPENDED);
        fixture.put("a", "unversioned");
        assertThat(versions()).containsExactly("null", second.version());
        assertThat(fixture.files()).isEqualTo(2);
    }

    private List<String> versions() throws IOException {
        return store.listings().versions(StoreFixture.query("", "", "", 10)).entries().stream()
                .map(StoredObject::version)
                .toList();
    }

    @Test
    void givesNoNumberTwiceAlsoOverARestart() throws IOException {
        long first = fixture.put("a", "one").id();
        store.objects().delete(name("a"), Optional.empty(), Precondition.NONE);
        reopen();

        assertThat(fixture.put("a", "two").id()).isGreaterThan(first);
    }

    @Test
    void deletesOnlyEmptyBuckets() throws IOException {
        assertRefused(Refusal.BUCKET_EXISTS, () -> store.buckets().create(BUCKET));
        fixture.put("a", "one");
        assertRefused(Refusal.BUCKET_NOT_EMPTY, () -> store.buckets().delete(BUCKET));
        store.objects().delete(name("a"), Optional.empty(), Precondition.NONE);
        store.buckets().delete(BUCKET);
        assertThat(store.buckets().list()).isEmpty();
    }

    @Test
    void isForOneProcessAtATime() {
        assertThatThrownBy(() -> ObjectStore.open(dir, Clock.systemUTC())).hasMessageContaining("stop it first");
    }

    static void assertRefused(Refusal refusal, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
}
