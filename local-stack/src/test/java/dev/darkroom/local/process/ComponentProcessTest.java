package dev.darkroom.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentProcessTest {
    private static final String SERVE = "echo started with $GREETING; touch ready; exec sleep 600";

    @TempDir
    private Path data;

    @AfterEach
    void leaveNothing() throws Exception {
        process(SERVE).kill();
    }

    @Test
    void startsAndKeepsWhatTheProcessPrints() throws Exception {
        ComponentProcess process = process(SERVE);

        process.start(site());

        assertThat(process.serves(site())).isTrue();
        assertThat(process.log().tail(5)).contains("started with hello");
    }

    @Test
    void isFoundByALaterLauncher() throws Exception {
        process(SERVE).start(site());

        assertThat(process(SERVE).running()).isPresent();
    }

    @Test
    void livesInASessionOfItsOwnSoThatCtrlCDoesNotReachIt() throws Exception {
        ComponentProcess process = process(SERVE);
        process.start(site());

        long pid = process.running().orElseThrow().pid();
        Process ps = new ProcessBuilder("ps", "-o", "sid=", "-p", Long.toString(pid)).start();
        try (var out = ps.inputReader()) {
            assertThat(out.readLine().trim()).isEqualTo(Long.toString(pid));
        }
    }

    @Test
    void tellsTheLastLinesOfAProcessThatEndsWhileItStarts() {
        assertThatThrownBy(() -> process("echo no such disk; exit 3").start(site()))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("shell ended while it was starting")
                .hasMessageContaining("no such disk");
    }

    @Test
    void isNotServedByAStrangerOnItsPort() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Site site = new Site(data, data, Map.of("shell", stranger.getLocalPort()), Map.of());
            ComponentProcess patient = new ComponentProcess(
                    new ShellComponent(SERVE, Duration.ofMillis(500), Duration.ofSeconds(5)), data);

            assertThatThrownBy(() -> patient.start(site))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("Port " + stranger.getLocalPort() + " of shell was taken");
            assertThat(patient.running()).isEmpty();
            assertThatThrownBy(
                            () -> process("echo Address already in use; exit 1").start(site))
                    .isInstanceOf(PortTakenException.class);
            assertThat(patient.died()).isFalse();
        }
    }

    @Test
    void servesByTheSocketOfAChild() throws Exception {
        int port = freePort();
        Site site = new Site(data, data, Map.of("shell", port), Map.of());
        String java = ProcessHandle.current().info().command().orElseThrow();
        String listen = "'" + java + "' -Xmx32m -cp '" + System.getProperty("java.class.path") + "' "
                + ListenerMain.class.getName() + " " + port + "; true";
        ComponentProcess process = process(listen);

        process.start(site);

        assertThat(process.serves(site)).isTrue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void stopsAProcessThatDoesNotServeInTime() throws Exception {
        ComponentProcess process = new ComponentProcess(
                new ShellComponent("exec sleep 600", Duration.ofMillis(200), Duration.ofSeconds(5)), data);

        assertThatThrownBy(() -> process.start(site())).hasMessageContaining("did not serve at nowhere");
        assertThat(process.running()).isEmpty();
    }

    @Test
    void killsAProcessThatDoesNotListenAndItsChildren() throws Exception {
        ComponentProcess process = new ComponentProcess(
                new ShellComponent(
                        "trap '' TERM; sleep 600 & touch ready; while true; do wait; done",
                        Duration.ofSeconds(20),
                        Duration.ofMillis(200)),
                data);
        process.start(site());
        ProcessId head = process.running().orElseThrow();
        List<ProcessId> children = head.descendants().toList();

        process.stop();

        assertThat(head.isAlive()).isFalse();
        assertThat(children).isNotEmpty().noneMatch(ProcessId::isAlive);
    }

    @Test
    void tellsADeathFromAStop() throws Exception {
        ComponentProcess process = process(SERVE);
        assertThat(process.died()).isFalse();
        process.start(site());

        process.kill();
        assertThat(process.died()).isTrue();

        process.start(site());
        process.stop();
        assertThat(process.died()).isFalse();
    }

    @Test
    void neverTouchesAStrangerThatGotTheNumberOfADeadComponent() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Path pidFile = Files.createDirectories(data.resolve("run")).resolve("shell.pid");
            Files.writeString(pidFile, stranger.pid() + " 12345\n");

            process(SERVE).stop();
            process(SERVE).kill();

            assertThat(stranger.isAlive()).isTrue();
            assertThat(process(SERVE).running()).isEmpty();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void survivesAPidFileThatMakesNoSense() throws Exception {
        Files.writeString(Files.createDirectories(data.resolve("run")).resolve("shell.pid"), "rubbish\n");

        ComponentProcess process = process(SERVE);
        process.start(site());

        await().until(() -> process.serves(site()));
    }

    private ComponentProcess process(String script) {
        return new ComponentProcess(new ShellComponent(script), data);
    }

    private Site site() {
        return new Site(data, data, Map.of("shell", 1), Map.of());
    }
}
