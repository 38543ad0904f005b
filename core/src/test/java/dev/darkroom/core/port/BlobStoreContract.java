package dev.darkroom.core.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.ContentHash;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link BlobStore} does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BlobStoreContract {
    private static final int RACERS = 8;
    private static final byte[] TEXT = "0123456789".getBytes(UTF_8);

    private final String prefix = "contract/" + UUID.randomUUID() + "/";
    private final BlobStore store = open();

    /** The store that works. */
    protected abstract BlobStore open();

    /** A store at an address where nothing answers. */
    protected abstract BlobStore openAway();

    @AfterAll
    void removeWhatWasStored() {
        store.deleteAll(keysUnder(prefix));
        store.close();
    }

    @Test
    void readsBackWhatWasPut() {
        String key = key("plain");
        store.put(key, Blob.of(TEXT, "text/plain"));

        assertThat(store.read(key, 10))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(TEXT));
        assertThat(store.head(key)).hasValueSatisfying(info -> {
            assertThat(info.key()).isEqualTo(key);
            assertThat(info.bytes()).isEqualTo(10);
            assertThat(info.content()).contains(ContentHash.of(TEXT));
            assertThat(info.mediaType()).isEqualTo("text/plain");
            assertThat(info.metadata()).isEmpty();
            assertThat(info.storageClass()).isEqualTo("STANDARD");
            assertThat(info.modifiedAt())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        });
    }

    @Test
    void keepsEmptyObjects() {
        store.put(key("empty"), Blob.of(new byte[0], "text/plain"));

        assertThat(store.read(key("empty"), 0))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
    }

    @Test
    void storesAFile(@TempDir Path folder) throws IOException {
        byte[] large = new byte[6_000_000];
        new Random(1).nextBytes(large);
        Path file = Files.write(folder.resolve("large"), large);
        String key = key("large");

        boolean stored =
                store.putIfAbsent(key, new Blob(new Blob.InFile(file), ContentHash.of(large), "image/jpeg", Map.of()));

        assertThat(stored).isTrue();
        assertThat(store.read(key, large.length))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(large));
        assertThat(store.head(key).flatMap(BlobInfo::content)).contains(ContentHash.of(large));
    }

    @Test
    void storesBytesThatAreStillArriving() throws Exception {
        byte[] large = new byte[3_000_000];
        new Random(2).nextBytes(large);
        String key = key("arriving");
        PipedInputStream in = new PipedInputStream(1 << 16);
        try (PipedOutputStream out = new PipedOutputStream(in)) {
            Blob blob =
                    new Blob(new Blob.Arriving(large.length, () -> in), ContentHash.of(large), "image/jpeg", Map.of());
            CompletableFuture<Boolean> stored = CompletableFuture.supplyAsync(() -> store.putIfAbsent(key, blob));
            out.write(large, 0, large.length - 1);
            assertThat(store.head(key)).isEmpty();
            out.write(large, large.length - 1, 1);
            out.flush();
            assertThat(stored.get(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(store.head(key).flatMap(BlobInfo::content)).contains(ContentHash.of(large));
    }

    @Test
    void storesNothingWhenTheRestDoesNotArrive() {
        String key = key("broken-off");
        Blob blob = new Blob(
                new Blob.Arriving(
                        TEXT.length + 1L,
                        () -> new SequenceInputStream(new ByteArrayInputStream(TEXT), new BrokenStream())),
                ContentHash.of(TEXT),
                "text/plain",
                Map.of());
        assertThatThrownBy(() -> store.putIfAbsent(key, blob)).isInstanceOf(UnavailableException.class);
        assertThat(store.head(key)).isEmpty();
    }

    @Test
    void refusesBytesThatAreNotTheContent() {
        String key = key("wrong");
        Blob wrong =
                new Blob(new Blob.InMemory(TEXT), ContentHash.of("others".getBytes(UTF_8)), "text/plain", Map.of());

        assertThatThrownBy(() -> store.put(key, wrong)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.putIfAbsent(key, wrong)).isInstanceOf(IllegalArgumentException.class);
        Blob arriving = new Blob(
                new Blob.Arriving(TEXT.length, () -> new ByteArrayInputStream(TEXT)),
                wrong.content(),
                "text/plain",
                Map.of());
        assertThatThrownBy(() -> store.putIfAbsent(key, arriving)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.head(key)).isEmpty();
    }

    @Test
    void metadataMayHoldAnyCharacter() {
        Map<String, String> metadata = Map.of(
                "file-name", "Übersicht 東京 🏔️ 100%.jpg",
                "spaces", "  two  spaces ",
                "looks-encoded", "=?UTF-8?B?YQ==?=",
                "plain", "IMG_1234 (1).jpg",
                "long", "東".repeat(255));
        String key = key("metadata");
        store.put(key, new Blob(new Blob.InMemory(TEXT), ContentHash.of(TEXT), "image/png", metadata));

        assertThat(store.head(key)).map(BlobInfo::metadata).contains(metadata);
    }

    @Test
    void keysMayHoldAnyCharacter() {
        String key = key("sp ace/pl+us/per%cent/ünï/東京/a@b_c-d.e");
        store.put(key, Blob.of(TEXT, "text/plain"));

        assertThat(store.read(key, 100)).isPresent();
        assertThat(keysUnder(key("sp ace/"))).containsExactly(key);
        store.deleteAll(List.of(key));
        assertThat(store.head(key)).isEmpty();
    }

    @Test
    void putReplaces() {
        String key = key("replaced");
        store.put(key, Blob.of(TEXT, "text/plain"));
        store.put(key, Blob.of("new".getBytes(UTF_8), "text/html"));

        assertThat(store.read(key, 100))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("new"));
        assertThat(store.head(key)).map(BlobInfo::mediaType).contains("text/html");
    }

    @Test
    void putIfAbsentLeavesWhatIsThere() {
        String key = key("absent");

        assertThat(store.putIfAbsent(key, Blob.of(TEXT, "text/plain"))).isTrue();
        assertThat(store.putIfAbsent(key, Blob.of("new".getBytes(UTF_8), "text/plain")))
                .isFalse();
        assertThat(store.read(key, 100))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(TEXT));
    }

    @Test
    void ofSeveralPutIfAbsentAtOnceExactlyOneWins() {
        for (int round = 0; round < 5; round++) {
            String key = key("race/" + round);
            List<Boolean> stored = AtOnce.run(
                    RACERS, racer -> store.putIfAbsent(key, Blob.of(("racer " + racer).getBytes(UTF_8), "text/plain")));

            assertThat(stored).containsOnlyOnce(true);
            assertThat(store.read(key, 100))
                    .hasValueSatisfying(
                            bytes -> assertThat(bytes).asString().isEqualTo("racer " + stored.indexOf(true)));
        }
    }

    @Test
    void saysNothingOfWhatIsNotThere() {
        assertThat(store.head(key("nothing"))).isEmpty();
        assertThat(store.read(key("nothing"), 100)).isEmpty();
        assertThatThrownBy(() -> store.openRange(key("nothing"), 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void restoresNothingThatCanBeReadOrIsMissing() {
        store.put(key("hot"), Blob.of(TEXT, "text/plain"));

        assertThat(store.restore(key("hot"), new Restore(1, Restore.Tier.BULK))).isFalse();
        assertThat(store.restore(key("nothing"), new Restore(1, Restore.Tier.STANDARD)))
                .isFalse();
    }

    @Test
    void refusesToReadMoreThanAsked() {
        store.put(key("ten"), Blob.of(TEXT, "text/plain"));

        assertThatThrownBy(() -> store.read(key("ten"), 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 > 9");
    }

    @Test
    void opensARangeOfBytes() throws IOException {
        String key = key("range");
        store.put(key, Blob.of(TEXT, "text/plain"));

        assertThat(range(key, 0, 9)).isEqualTo("0123456789");
        assertThat(range(key, 3, 3)).isEqualTo("3");
        assertThat(range(key, 8, 9)).isEqualTo("89");
    }

    @Test
    void refusesARangeOutsideTheObject() {
        String key = key("short");
        store.put(key, Blob.of(TEXT, "text/plain"));

        for (long[] range : new long[][] {{5, 10}, {10, 12}, {-1, 3}, {4, 3}}) {
            assertThatThrownBy(() -> store.openRange(key, range[0], range[1]))
                    .as("%d-%d", range[0], range[1])
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void deletesMoreThanAThousandAndMindsNoneThatIsMissing() {
        List<String> keys = IntStream.range(0, 1_003)
                .mapToObj(number -> key(String.format("many/%04d", number)))
                .toList();
        keys.stream().filter(key -> key.endsWith("7")).forEach(key -> store.put(key, Blob.of(TEXT, "text/plain")));
        store.put(key("many-others"), Blob.of(TEXT, "text/plain"));

        store.deleteAll(keys);
        store.deleteAll(keys);
        store.deleteAll(List.of());

        assertThat(keysUnder(key("many"))).containsExactly(key("many-others"));
    }

    @Test
    void listsInKeyOrderOnlyWhatIsUnderThePrefix() {
        for (String name : List.of("list/b", "list/a", "list/é", "list/a/c", "list2")) {
            store.put(key(name), Blob.of(TEXT, "text/plain"));
        }
        List<BlobInfo> listed = new ArrayList<>();
        store.list(key("list/"), listed::add);

        assertThat(listed)
                .extracting(BlobInfo::key)
                .containsExactly(key("list/a"), key("list/a/c"), key("list/b"), key("list/é"));
        assertThat(listed).allSatisfy(info -> {
            assertThat(info.bytes()).isEqualTo(10);
            assertThat(info.storageClass()).isEqualTo("STANDARD");
        });
        assertThat(keysUnder(key("no such thing"))).isEmpty();
        assertThat(store.folders(key(""))).contains("list/").doesNotHaveDuplicates();
        assertThat(store.folders(key("list/"))).containsExactly("a/");
        assertThat(store.folders(key("no such thing/"))).isEmpty();
    }

    @Test
    void anybodyMayGetASignedUrl() throws Exception {
        String key = key("signed ü+.txt");
        store.put(key, Blob.of(TEXT, "text/plain"));

        HttpResponse<String> response = get(store.signedUrl(key, Duration.ofMinutes(5)));

        assertThat(response.statusCode()).isEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(response.body()).isEqualTo("0123456789");
        assertThat(response.headers().firstValue("content-type")).contains("text/plain");
    }

    @Test
    void whoeverHasASignedUrlMayKeepWhatItGave() throws Exception {
        String key = key("kept");
        store.put(key, Blob.of(TEXT, "text/plain"));

        assertThat(get(store.signedUrl(key, Duration.ofMinutes(5))).headers().firstValue("cache-control"))
                .hasValueSatisfying(value -> assertThat(value).contains("private", "immutable", "max-age="));
    }

    @Test
    void aChangedSignedUrlIsForbidden() throws Exception {
        store.put(key("signed-a"), Blob.of(TEXT, "text/plain"));
        store.put(key("signed-b"), Blob.of(TEXT, "text/plain"));
        URI signed = store.signedUrl(key("signed-a"), Duration.ofMinutes(5));

        HttpResponse<String> response = get(URI.create(signed.toString().replace("signed-a", "signed-b")));

        assertThat(response.statusCode()).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
    }

    @Test
    void refusesToSignForTooLong() {
        assertThatThrownBy(() -> store.signedUrl("any", Duration.ofDays(8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.signedUrl("any", Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void checkPassesWhenItWorks() {
        store.check();
    }

    @Test
    void saysSoWhenItIsAway() {
        try (BlobStore away = openAway()) {
            assertThatThrownBy(away::check).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> away.head("any")).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> away.read("any", 1)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> away.putIfAbsent("any", Blob.of(TEXT, "text/plain")))
                    .isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> away.list("any", info -> {})).isInstanceOf(UnavailableException.class);
        }
    }

    private String key(String name) {
        return prefix + name;
    }

    private List<String> keysUnder(String start) {
        List<String> keys = new ArrayList<>();
        store.list(start, info -> keys.add(info.key()));
        return keys;
    }

    private String range(String key, long first, long last) throws IOException {
        try (InputStream in = store.openRange(key, first, last)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new EOFException("the rest does not arrive");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }
}
