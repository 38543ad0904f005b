package dev.darkroom.local.objects;

import static dev.darkroom.local.objects.ObjectStoreTest.assertRefused;
import static dev.darkroom.local.objects.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object made of parts is the parts in their order, and parts nobody wants leave nothing behind. */
final class UploadsTest {
    private static final int MIN = (int) UploadCompletion.MIN_PART_BYTES;

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

    @Test
    void joinsPartsAndReadsAcrossThem() throws IOException {
        byte[] first = random(MIN);
        Upload upload = fixture.upload("a");
        PartClaim last = fixture.part(upload, 7, new byte[] {7, 8, 9});
        fixture.part(upload, 3, new byte[] {1});
        PartClaim begin = fixture.part(upload, 3, first);
        fixture.part(upload, 5, new byte[] {5});
        assertThat(store.uploads().parts(upload, 3, 10))
                .extracting(Part::number)
                .containsExactly(5, 7);

        StoredObject whole =
                store.completion().complete(name("a"), upload.id(), List.of(begin, last), Precondition.NONE);

        assertThat(whole.size()).isEqualTo(MIN + 3);
        assertThat(whole.facts().etag()).matches("[0-9a-f]{32}-2");
        assertThat(fixture.files()).isEqualTo(2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Content content = store.objects().open(() -> whole)) {
            content.copyTo(out, MIN - 1, 3);
        }
        assertThat(out.toByteArray()).containsExactly(first[MIN - 1], 7, 8);
        assertThat(store.completion().complete(name("a"), upload.id(), List.of(begin, last), Precondition.NONE))
                .as("when the answer was lost")
                .isEqualTo(whole);
    }

    @Test
    void refusesPartsThatAreNotAsTheClientSays() throws IOException {
        Upload upload = fixture.upload("a");
        PartClaim one = fixture.part(upload, 1, new byte[9]);
        PartClaim two = fixture.part(upload, 2, new byte[9]);

        assertRefused(Refusal.PART_TOO_SMALL, () -> complete(upload, one, two));
        assertRefused(Refusal.INVALID_PART_ORDER, () -> complete(upload, two, one));
        assertRefused(Refusal.INVALID_PART, () -> complete(upload, new PartClaim(1, "0", Optional.empty())));
        assertRefused(Refusal.INVALID_PART, () -> complete(upload, new PartClaim(3, one.etag(), Optional.empty())));
        assertThat(complete(upload, two).size()).isEqualTo(9);
    }

    @Test
    void forgetsAnAbortedUploadWithItsParts() throws IOException {
        Upload upload = fixture.upload("a");
        PartClaim one = fixture.part(upload, 1, new byte[9]);
        store.uploads().abort(name("a"), upload.id());

        assertThat(fixture.files()).isZero();
        assertRefused(Refusal.NO_SUCH_UPLOAD, () -> complete(upload, one));
        assertRefused(Refusal.NO_SUCH_UPLOAD, () -> fixture.part(upload, 2, new byte[9]));
        assertThat(fixture.files()).isZero();
    }

    @Test
    void listsUploadsByKeyAndId() throws IOException {
        String first = fixture.upload("a").id();
        String second = fixture.upload("a").id();
        String third = fixture.upload("b/c").id();
        ListPage<Upload> page = store.listings().uploads(StoreFixture.query("", "", "", 1));

        assertThat(page.next()).contains("a");
        ListQuery rest = new ListQuery(StoreFixture.BUCKET, "", "", "a", page.nextVersion(), 10);
        List<String> all = store.listings().uploads(rest).entries().stream()
                .map(Upload::id)
                .toList();
        assertThat(all).hasSize(2).contains(third).containsAnyOf(first, second);
    }

    private StoredObject complete(Upload upload, PartClaim... parts) throws IOException {
        return store.completion().complete(upload.name(), upload.id(), List.of(parts), Precondition.NONE);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
