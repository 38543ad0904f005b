package dev.darkroom.imaging.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.darkroom.core.error.RejectedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockdownTest {
    @TempDir
    private Path state;

    @Test
    void aWorkerReachesNothingButItsMemory() throws RejectedException {
        try (SandboxedDeveloper developer = open()) {
            Protections protections = developer.protections();
            assertThat(protections.maxMemoryBytes()).isEqualTo(2L << 30);
            assertThat(protections.noNewPrivileges()).isTrue();
            assertThat(protections.diesWithParent()).isTrue();
            Assumptions.assumeTrue(protections.systemCallFilter(), "This machine filters no system calls");
            assertThat(protections.complete())
                    .as(protections.lines().toString())
                    .isTrue();
        }
    }

    @Test
    void theLinesSayWhatDoesNotHold() {
        Protections none = new Protections(1L << 30, false, false, false, false, false, false, false, false);
        assertThat(none.complete()).isFalse();
        assertThat(none.lines())
                .hasSize(9)
                .contains("memory            at most 1024 MB of address space", "network           reachable");
    }

    @Test
    void aWorkerKnowsNoSecretsOfItsParent() throws RejectedException {
        try (SandboxedDeveloper developer = open()) {
            await().until(() -> developer.idle() > 0);
            List<String> names = Arrays.stream(
                            Workers.read(Workers.mine().get(0), "environ").split("\0"))
                    .map(variable -> variable.substring(0, variable.indexOf('=')))
                    .toList();
            assertThat(names)
                    .contains("PATH", "MALLOC_ARENA_MAX")
                    .isSubsetOf(
                            "PATH",
                            "HOME",
                            "LANG",
                            "LC_ALL",
                            "TZ",
                            "PWD",
                            "LD_LIBRARY_PATH",
                            "XDG_CACHE_HOME",
                            "DARKROOM_LIBVIPS",
                            "DARKROOM_NATIVES",
                            "MALLOC_ARENA_MAX");
        }
    }

    /** Else a worker that was taken over could end its parent, who has it mapped, by cutting it off. */
    @Test
    void nobodyCanShortenTheSharedMemory() throws IOException {
        try (Region region = Region.create(1 << 20);
                FileChannel channel = FileChannel.open(Path.of(region.path()), StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> channel.truncate(10)).isInstanceOf(IOException.class);
            assertThat(channel.size()).isEqualTo(1 << 20);
        }
    }

    @Test
    void workersStartFromAnEnginesOwnClassLoader(@TempDir Path engine) throws IOException, InterruptedException {
        String name = EngineMain.class.getName();
        Path file = engine.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        try (InputStream in = EngineMain.class.getResourceAsStream("EngineMain.class")) {
            Files.copy(in, file);
        }
        Process process =
                java(engine.toString(), name, System.getProperty("java.class.path"), SandboxMain.class.getName());
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.lines().toList()).hasSize(10).first().asString().startsWith("decoder");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process java(String classPath, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp", classPath));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void workersEndWithTheProcessThatStartedThemAlsoInTheMiddleOfAPhoto() throws IOException {
        Process parent = java(System.getProperty("java.class.path"), SandboxHolder.class.getName(), state.toString());
        try (BufferedReader output = parent.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready");
            await().until(() -> state.toFile().list().length == 1);
            List<ProcessHandle> workers = Workers.of(parent.toHandle());
            assertThat(workers).isNotEmpty();

            parent.destroyForcibly();
            await().atMost(Duration.ofSeconds(2)).until(() -> workers.stream().noneMatch(Workers::runs));
        } finally {
            parent.destroyForcibly();
        }
    }

    private SandboxedDeveloper open() throws RejectedException {
        return SandboxedDeveloper.open(SandboxOptions.of(state), SandboxObserver.NONE);
    }
}
