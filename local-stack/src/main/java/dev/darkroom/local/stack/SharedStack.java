package dev.darkroom.local.stack;

import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The infrastructure for integration tests: the stack whose data directory {@code DARKROOM_TEST_DATA} names (variable
 * or system property) when there is one, for one JVM after the other, else a temporary stack that lives as long as this
 * JVM.
 */
public final class SharedStack {
    private static final Duration LONGEST_TURN = Duration.ofMinutes(30);
    private static final Object LOCK = new Object();
    private static Map<String, String> environment = Map.of();

    /** Reachable, and so locked, until this JVM ends. */
    @SuppressWarnings("unused")
    private static Optional<FileChannel> turn = Optional.empty();

    private SharedStack() {}

    /** Endpoints and credentials of a running, provisioned infrastructure; the first call may take a minute. */
    public static Map<String, String> get() {
        synchronized (LOCK) {
            if (environment.isEmpty()) {
                environment = Map.copyOf(obtain());
            }
            return environment;
        }
    }

    private static Map<String, String> obtain() {
        String named = System.getProperty("DARKROOM_TEST_DATA", System.getenv().getOrDefault("DARKROOM_TEST_DATA", ""));
        try {
            if (!named.isBlank()) {
                LocalStack stack = LocalStack.in(Path.of(named));
                Map<String, String> running = stack.environment();
                if (running.isEmpty()) {
                    throw new IllegalStateException(
                            "DARKROOM_TEST_DATA names " + named + ", where no stack was started");
                }
                turn = Optional.of(takeTurn(stack.data().resolve("tests.lock")));
                return running;
            }
            Path data = Files.createTempDirectory("darkroom-test-");
            LocalStack stack = LocalStack.in(data);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(stack), "stop-test-stack"));
            Map<String, String> started = stack.start(Components.INFRA);
            if (Files.exists(Home.find().resolve("stores/target/classpath"))) {
                stack.provision();
            }
            return started;
        } catch (StackException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for a test stack", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the test stack was starting", e);
        }
    }

    /** Modules are tested side by side, but what one of them puts into a topic or the registry is none of another's. */
    private static FileChannel takeTurn(Path file) throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!DataLock.take(channel, LONGEST_TURN)) {
            throw new IllegalStateException("Another module's tests have held " + file + " for " + LONGEST_TURN);
        }
        return channel;
    }

    private static void remove(LocalStack stack) {
        try {
            stack.stop();
            stack.erase();
        } catch (StackException e) {
            System.err.println("The test stack in " + stack.data() + " could not be removed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
