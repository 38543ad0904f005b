package dev.darkroom.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BucketIndexesTest {
    @TempDir
    private Path objects;

    private Path index;

    @BeforeEach
    void makeBucket() throws IOException {
        index = Files.createDirectories(objects.resolve("photos")).resolve("bucketMetadata.json");
        object("one", "originals/a", 100);
        object("two", "originals/b", 100);
    }

    @Test
    void leavesAWholeListAsItIs() throws IOException {
        String whole = "{\"name\":\"photos\",\"objects\":{\"originals/a\":\"one\"}}";
        Files.writeString(index, whole);

        BucketIndexes.mend(objects);

        assertThat(index).content().isEqualTo(whole);
    }

    @Test
    void makesAListThatWasCutOffAnew() throws IOException {
        Files.writeString(index, "{\"name\":\"photos\",\"objects\":{\"originals/a\":\"on");

        BucketIndexes.mend(objects);

        assertThat(keys().toString()).isEqualTo("{\"originals/a\":\"one\",\"originals/b\":\"two\"}");
    }

    @Test
    void makesAnEmptyListAnew() throws IOException {
        Files.writeString(index, "");

        BucketIndexes.mend(objects);

        assertThat(keys()).hasSize(2);
    }

    @Test
    void leavesOutWhatWasNeverWhollyStored() throws IOException {
        Files.createDirectories(objects.resolve("photos/three"));
        Files.writeString(objects.resolve("photos/three/objectMetadata.json"), "{\"key\":\"orig");
        Files.createDirectories(objects.resolve("photos/four"));
        Files.writeString(objects.resolve("photos/four/objectMetadata.json"), "{\"key\":\"originals/d\"}");

        BucketIndexes.mend(objects);

        assertThat(keys()).hasSize(2);
    }

    @Test
    void dropsATornObjectAlsoWhenTheListIsWhole() throws IOException {
        Files.writeString(index, "{\"name\":\"photos\",\"objects\":{\"originals/a\":\"one\",\"originals/b\":\"two\"}}");
        Path torn = objects.resolve("photos/one/objectMetadata.json");
        Files.writeString(torn, "");

        BucketIndexes.mend(objects);

        assertThat(torn).doesNotExist();
        assertThat(objects.resolve("photos/two/objectMetadata.json")).exists();
    }

    @Test
    void takesTheNewerOfTwoFoldersOfOneKey() throws IOException {
        object("newer", "originals/a", 200);
        object("older", "originals/a", 50);

        BucketIndexes.mend(objects);

        assertThat(keys().path("originals/a").asText()).isEqualTo("newer");
    }

    private JsonNode keys() throws IOException {
        return new ObjectMapper().readTree(index.toFile()).path("objects");
    }

    private void object(String folder, String key, long lastModified) throws IOException {
        Path made = Files.createDirectories(objects.resolve("photos").resolve(folder));
        Files.writeString(made.resolve("binaryData"), "bytes");
        Files.writeString(
                made.resolve("objectMetadata.json"), "{\"key\":\"" + key + "\",\"lastModified\":" + lastModified + "}");
    }
}
