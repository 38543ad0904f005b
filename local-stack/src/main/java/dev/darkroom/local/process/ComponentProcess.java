package dev.darkroom.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The process of one component in one data directory. It survives the JVM that started it, and any later JVM finds it
 * again by its pid file.
 */
public final class ComponentProcess {
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 15;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Component component;
    private final PidFile pidFile;
    private final LogFile log;

    public ComponentProcess(Component component, Path data) {
        this.component = component;
        this.pidFile = new PidFile(data.resolve("run").resolve(component.name() + ".pid"));
        this.log = new LogFile(data.resolve("logs").resolve(component.name() + ".log"));
    }

    public Component component() {
        return component;
    }

    public LogFile log() {
        return log;
    }

    /** The running process; empty when it was never started, was stopped or died. */
    public Optional<ProcessId> running() throws IOException {
        return pidFile.read().filter(ProcessId::isAlive);
    }

    /** True when it was started, was not stopped, and does not run. */
    public boolean died() throws IOException {
        return pidFile.exists() && running().isEmpty();
    }

    /** Whether it runs and answers in its own protocol. */
    public boolean serves(Site site) throws IOException {
        Optional<ProcessId> process = running();
        return process.isPresent() && answers(process.get(), site);
    }

    /**
     * Whether it says anything at all. A server that refuses, because something that it needs is away, is not the one
     * that hangs.
     */
    public boolean responds(Site site) {
        try {
            component.answers(site);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Starts it and waits until it serves.
     *
     * @throws PortTakenException when another process has one of its ports
     * @throws StackException when it ends or does not serve within its limit; it is then stopped, and the message holds
     *     the last lines of its log
     */
    public void start(Site site) throws StackException, InterruptedException {
        long begun = System.nanoTime();
        try {
            log.prepare();
            ProcessId process = spawn(component.launch(site), site);
            boolean over = Pause.until(component.startLimit(), () -> !process.isAlive() || answers(process, site));
            boolean ended = !process.isAlive();
            OptionalInt taken = ended || !over ? takenPort(process, site) : OptionalInt.empty();
            if (ended) {
                pidFile.delete();
            } else if (!over) {
                stop();
            }
            if (taken.isPresent()) {
                throw new PortTakenException(component.name(), taken.getAsInt());
            }
            if (ended) {
                throw failure("ended while it was starting");
            }
            if (!over) {
                throw failure("did not serve at " + component.address(site) + " within "
                        + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
            }
        } catch (IOException e) {
            throw new StackException("Cannot start " + component.name() + ": " + e.getMessage(), e);
        }
    }

    /** Waits for a process that already runs; says whether it serves within the limit. */
    public boolean awaitServing(Site site, Duration limit) throws IOException, InterruptedException {
        Optional<ProcessId> process = running();
        return process.isPresent()
                && Pause.until(limit, () -> !process.get().isAlive() || answers(process.get(), site))
                && process.get().isAlive();
    }

    /** Asks it to end, waits, and kills what is left of it and of the processes it started. */
    public void stop() throws IOException, InterruptedException {
        Optional<ProcessId> process = running();
        pidFile.delete();
        if (process.isPresent()) {
            List<ProcessId> family = family(process.get());
            process.get().signal(component.stopSignal());
            if (!Pause.until(component.stopLimit(), () -> family.stream().noneMatch(ProcessId::isAlive))) {
                end(family);
            }
        }
    }

    /** Kills it without warning, as a crash would; the pid file stays, so this counts as a death. */
    public void kill() throws IOException, InterruptedException {
        Optional<ProcessId> process = running();
        if (process.isPresent()) {
            end(family(process.get()));
        }
    }

    private ProcessId spawn(Launch launch, Site site) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            // A session of its own: Ctrl-C and the end of the terminal reach the launcher only.
            command.add(SETSID.toString());
        }
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(site.data().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        Map<String, String> environment = builder.environment();
        // Options meant for the user's own JVMs would undo the heap limits set here.
        environment
                .keySet()
                .removeIf(Predicate.<String>isEqual("JAVA_TOOL_OPTIONS").or("_JAVA_OPTIONS"::equals));
        environment.keySet().removeIf(name -> name.startsWith("DARKROOM_"));
        environment.putAll(site.environment());
        environment.putAll(launch.environment());
        ProcessId process = ProcessId.ofStarted(builder.start().pid());
        pidFile.write(process);
        return process;
    }

    /** An answer counts only when no stranger gave it: two stacks may have chosen the same port. */
    private boolean answers(ProcessId process, Site site) {
        try {
            return component.answers(site) && takenPort(process, site).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private OptionalInt takenPort(ProcessId process, Site site) {
        List<ProcessId> family = family(process);
        return component.ports().keySet().stream()
                .mapToInt(site::port)
                .filter(port -> PortOwner.isStranger(port, family))
                .findFirst();
    }

    private StackException failure(String what) {
        return new StackException(
                component.name() + " " + what + ". Its last lines, from " + log.path() + ":\n" + log.tail(TAIL_LINES));
    }

    private static List<ProcessId> family(ProcessId head) {
        List<ProcessId> family = new ArrayList<>(List.of(head));
        head.descendants().forEach(family::add);
        return family;
    }

    private static void end(List<ProcessId> family) throws InterruptedException {
        family.forEach(process -> process.signal("KILL"));
        Pause.until(KILL_LIMIT, () -> family.stream().noneMatch(ProcessId::isAlive));
    }
}
