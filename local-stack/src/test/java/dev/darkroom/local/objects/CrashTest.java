package dev.darkroom.local.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is killed while many write to it has every acknowledged change, no torn object, and no file too many. */
final class CrashTest {
    private static final int ROUNDS = 3;
    private static final int ACKNOWLEDGEMENTS = 250;

    @TempDir
    Path dir;

    /** The newest acknowledged generation of each key; a deletion is an odd one. */
    private final Map<String, Integer> acknowledged = new HashMap<>();

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            writeUntilKilled(round);
            try (StoreFixture fixture = new StoreFixture(dir)) {
                for (Map.Entry<String, Integer> entry : acknowledged.entrySet()) {
                    assertAtLeast(fixture, entry.getKey(), entry.getValue());
                }
                assertThat(fixture.files()).isEqualTo(segments(fixture));
            }
        }
    }

    private void writeUntilKilled(int round) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        dir.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (int seen = 0; seen < ACKNOWLEDGEMENTS; seen++) {
                acknowledge(lines.readLine());
            }
            // By its handle: the process itself would close the stream with the last acknowledgements.
            writer.toHandle().destroyForcibly();
            // Whole lines that were on their way are acknowledgements too.
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(";")) {
                    acknowledge(line);
                }
            }
        }
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private void acknowledge(String line) {
        String[] words = line.replace(";", "").split(" ", 2);
        acknowledged.merge(words[0], Integer.valueOf(words[1]), Math::max);
    }

    /** A change that was not acknowledged may have been made all the same. */
    private static void assertAtLeast(StoreFixture fixture, String key, int generation) throws IOException {
        Optional<StoredObject> found = fixture.store.objects().find(StoreFixture.name(key));
        if (found.isEmpty()) {
            assertThat(generation % 2 == 1 || CrashingWriter.isDeletedNext(generation))
                    .as("%s is missing after generation %d", key, generation)
                    .isTrue();
            return;
        }
        byte[] bytes = fixture.read(found.get());
        int kept = CrashingWriter.generation(bytes);
        assertThat(kept).as(key).isGreaterThanOrEqualTo(generation);
        assertThat(bytes).as(key).isEqualTo(CrashingWriter.body(key, kept));
        assertThat(found.get().facts().headers()).containsEntry("content-type", "x/y");
    }

    /** What clients can still reach: objects, and the parts of uploads that they may yet complete. */
    private static long segments(StoreFixture fixture) throws IOException {
        ListQuery all = StoreFixture.query("", "", "", 1000);
        long segments = 0;
        for (StoredObject object : fixture.store.listings().objects(all).entries()) {
            segments += object.segments().size();
        }
        for (Upload upload : fixture.store.listings().uploads(all).entries()) {
            segments += fixture.store.uploads().parts(upload, 0, 10).size();
        }
        return segments;
    }
}
