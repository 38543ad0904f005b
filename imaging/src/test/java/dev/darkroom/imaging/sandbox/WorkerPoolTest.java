package dev.darkroom.imaging.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.imaging.Original;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerPoolTest {
    private static final int SPARES = 3;

    @TempDir
    private Path state;

    @Test
    void asManyDeathsInARowAsThereAreSparesCostNoWait() throws Exception {
        try (WorkerPool pool =
                WorkerPool.open(SandboxOptions.of(state).withWorkers(1).withSpares(SPARES))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> pool.idle() == 1 + SPARES);
            for (int death = 0; death < SPARES; death++) {
                pool.borrow().kill();
                long died = System.nanoTime();
                pool.giveBack(pool.borrow());
                assertThat(Duration.ofNanos(System.nanoTime() - died)).isLessThan(Duration.ofMillis(200));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> pool.idle() == 1 + SPARES);
        }
    }

    @Test
    void aWorkerThatHasHadItsPhotosGoesWhenAnotherStandsReady() throws Exception {
        Original photo = Original.of(WarmUpPicture.JPEG.bytes());
        SandboxOptions options = SandboxOptions.of(state).withWorkers(1).withSpares(1);
        try (WorkerPool pool = WorkerPool.open(options.withPhotosPerWorker(2))) {
            List<Long> processes = new ArrayList<>();
            for (int number = 0; number < 6; number++) {
                await().atMost(Duration.ofSeconds(60)).until(() -> pool.idle() == 2);
                Worker worker = pool.borrow();
                assertThat(worker.ask(photo, options.deadline())).isInstanceOf(Answer.Done.class);
                processes.add(worker.pid());
                pool.giveBack(worker);
            }
            assertThat(Set.copyOf(processes)).hasSize(3);
        }
    }
}
