package dev.darkroom.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessIdTest {
    @Test
    void seesARunningProcessAndItsEnd() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "600").start();
        ProcessId id = ProcessId.of(sleep.pid()).orElseThrow();
        assertThat(id.isAlive()).isTrue();

        id.signal("TERM");

        await().until(() -> !id.isAlive());
    }

    @Test
    void countsAProcessThatEndedBeforeAnybodyLookedAsEnded() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();

        ProcessId id = ProcessId.ofStarted(gone.pid());

        assertThat(id.pid()).isEqualTo(gone.pid());
        assertThat(id.isAlive()).isFalse();
        assertThat(id.descendants()).isEmpty();
    }

    @Test
    void doesNotTakeAStrangerWithTheSameNumberForTheProcess() {
        ProcessId me = ProcessId.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(new ProcessId(me.pid(), me.started() - 1).isAlive()).isFalse();
    }

    @Test
    void countsAProcessThatNobodyCollectsAsEnded() throws Exception {
        // The shell starts a child, then turns into a program that never collects it.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec sleep 600").start();
        try (BufferedReader out = parent.inputReader()) {
            long child = Long.parseLong(out.readLine());

            await().until(() -> ProcessId.of(child), Optional::isEmpty);
            assertThat(ProcessHandle.of(child)).isPresent();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void countsTheMemoryOfDescendants() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & wait").start();
        try {
            ProcessId id = ProcessId.of(parent.pid()).orElseThrow();
            await().until(() -> id.descendants().count() == 1);

            assertThat(id.residentBytes()).isPositive();
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
    }
}
