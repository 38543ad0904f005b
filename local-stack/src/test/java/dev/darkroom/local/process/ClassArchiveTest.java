package dev.darkroom.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassArchiveTest {
    @TempDir
    private Path home;

    private Path library;

    @BeforeEach
    void build() throws IOException {
        Path target = Files.createDirectories(home.resolve("module/target"));
        Files.writeString(target.resolve("module-1.0.jar"), "the module");
        library = Files.writeString(home.resolve("library.jar"), "a library");
        Files.writeString(target.resolve("classpath"), library.toString());
    }

    @Test
    void anotherBuildHasAnotherArchiveAndTheEarlierOneGoes() throws StackException, IOException {
        ClassArchive earlier = ClassArchive.of(home, "module");
        assertThat(earlier.flags()).isEmpty();
        earlier.keep(Files.writeString(earlier.newPart(), "classes"));
        assertThat(ClassArchive.of(home, "module").exists()).isTrue();

        Files.writeString(library, "another library");
        ClassArchive later = ClassArchive.of(home, "module");
        assertThat(later.exists()).isFalse();
        later.keep(later.newPart());
        assertThat(earlier.exists()).as("nothing was written").isTrue();
        later.keep(Files.writeString(later.newPart(), "classes"));

        assertThat(later.exists()).isTrue();
        assertThat(earlier.exists()).isFalse();
    }

    @Test
    void oneThatWasCutOffIsNotUsed() throws StackException, IOException {
        ClassArchive archive = ClassArchive.of(home, "module");
        archive.keep(Files.writeString(archive.newPart(), "classes"));
        Files.writeString(archive.file(), "class");

        assertThat(archive.flags()).isEmpty();
    }

    @Test
    void aJvmGoesQuietlyWithoutAFileThatIsNoArchive() throws StackException, IOException, InterruptedException {
        ClassArchive archive = ClassArchive.of(home, "module");
        archive.keep(Files.writeString(archive.newPart(), "no archive"));
        List<String> command = new ArrayList<>(List.of(JavaProgram.javaBinary().toString()));
        command.addAll(archive.flags());
        command.add("--version");

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("archive", "warning");
    }
}
