package dev.darkroom.imaging.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassArchiveTest {
    private static final List<String> JAVA =
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m");

    @TempDir
    private Path folder;

    @Test
    void isMadeOnceAndUsedByTheSameJars() throws Exception {
        String jar = jar();
        ClassArchive archive = ClassArchive.of(folder.resolve("classes"), jar).orElseThrow();
        archive.make(JAVA, List.of("-cp", jar, Native.class.getName()));

        assertThat(archive.exists()).isTrue();
        assertThat(ClassArchive.of(folder.resolve("classes"), jar)).contains(archive);
        assertThat(folder.resolve("classes")).isDirectoryContaining(file -> file.equals(archive.file()));
        Process use = new ProcessBuilder(
                        JAVA.get(0), "-Xshare:on", archive.useFlag(), "-cp", jar, Native.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(use.waitFor()).isZero();
    }

    @Test
    void thereIsNoneOfFolders() throws IOException {
        assertThat(ClassArchive.of(folder, jar() + File.pathSeparator + folder)).isEmpty();
    }

    @Test
    void isNotMadeWhereOthersMayWrite() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("classes"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        ClassArchive archive = ClassArchive.of(shared, jar()).orElseThrow();

        assertThatThrownBy(() -> archive.make(JAVA, List.of("-version")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(shared.toString());
    }

    private static String jar() {
        return Native.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
