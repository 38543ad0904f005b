package dev.darkroom.local.stack;

import dev.darkroom.local.process.ComponentProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes components down in waves: first those that nobody still running needs. */
final class Shutdown {
    private final Watcher watcher;

    Shutdown(Watcher watcher) {
        this.watcher = watcher;
    }

    void stop(List<ComponentProcess> processes) throws IOException, InterruptedException {
        List<ComponentProcess> left = new ArrayList<>(processes);
        List<ComponentProcess> product =
                left.stream().filter(Shutdown::isProduct).toList();
        stopTogether(product);
        left.removeAll(product);
        while (!left.isEmpty()) {
            List<ComponentProcess> wave =
                    left.stream().filter(process -> isFree(process, left)).toList();
            stopTogether(wave);
            left.removeAll(wave);
        }
    }

    private void stopTogether(List<ComponentProcess> wave) throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<IOException> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (ComponentProcess process : wave) {
            Thread thread = new Thread(
                    () -> stopOne(process, failures),
                    "stop-" + process.component().name());
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private void stopOne(ComponentProcess process, List<IOException> failures) {
        try {
            boolean ran = process.running().isPresent();
            process.stop();
            if (ran) {
                watcher.stopped(process.component().name());
            }
        } catch (IOException e) {
            failures.add(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isProduct(ComponentProcess process) {
        return Components.PRODUCT.contains(process.component().name());
    }

    private static boolean isFree(ComponentProcess process, List<ComponentProcess> left) {
        String name = process.component().name();
        return left.stream().noneMatch(other -> other.component().needs().contains(name));
    }
}
