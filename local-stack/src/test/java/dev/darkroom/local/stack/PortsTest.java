package dev.darkroom.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    private final List<String> notes = new ArrayList<>();
    private final Watcher watcher = new Watcher() {
        @Override
        public void note(String sentence) {
            notes.add(sentence);
        }
    };

    @TempDir
    private Path folder;

    @Test
    void givesWhatIsPreferredWhenItIsFree() throws Exception {
        int free = freePort();

        assertThat(choose(Map.of("kafka", free), Set.of(), Map.of())).containsEntry("kafka", free);
    }

    @Test
    void takesAnotherPortWhenThePreferredOneIsTakenAndKeepsItOverRestarts() throws Exception {
        int chosen;
        int preferred;
        try (ServerSocket stranger = listen()) {
            preferred = stranger.getLocalPort();
            chosen = choose(Map.of("kafka", preferred), Set.of(), Map.of()).get("kafka");
            assertThat(chosen).isNotEqualTo(preferred);
            assertThat(notes).anyMatch(note -> note.contains("Port " + preferred + " is taken"));
        }

        assertThat(choose(Map.of("kafka", preferred), Set.of(), Map.of())).containsEntry("kafka", chosen);
    }

    @Test
    void leavesThePortOfARunningComponentAlone() throws Exception {
        int port = freePort();
        choose(Map.of("kafka", port), Set.of(), Map.of());

        assertThat(choose(Map.of("kafka", 1), Set.of("kafka"), Map.of())).containsEntry("kafka", port);
    }

    @Test
    void givesTheWishedPortOrSaysThatItIsTaken() throws Exception {
        int wished = freePort();
        assertThat(choose(Map.of("kafka", freePort()), Set.of(), Map.of("kafka", wished)))
                .containsEntry("kafka", wished);

        try (ServerSocket stranger = listen()) {
            int taken = stranger.getLocalPort();
            assertThatThrownBy(() -> choose(Map.of("kafka", wished), Set.of(), Map.of("kafka", taken)))
                    .hasMessageContaining("Port " + taken + ", asked for kafka, is taken");
        }
    }

    @Test
    void namesThePortsItKnowsWhenAskedForAnother() {
        assertThatThrownBy(() -> choose(Map.of("kafka", 1), Set.of(), Map.of("cafka", 2)))
                .hasMessageContaining("cafka")
                .hasMessageContaining("known: kafka");
    }

    private Map<String, Integer> choose(
            Map<String, Integer> preferred, Set<String> running, Map<String, Integer> wishes) throws Exception {
        return new Ports(folder.resolve("ports")).choose(preferred, running, wishes, watcher);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = listen()) {
            return socket.getLocalPort();
        }
    }

    private static ServerSocket listen() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
