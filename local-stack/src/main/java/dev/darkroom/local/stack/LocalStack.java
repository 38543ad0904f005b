package dev.darkroom.local.stack;

import dev.darkroom.local.process.Component;
import dev.darkroom.local.process.ComponentProcess;
import dev.darkroom.local.process.FileTrouble;
import dev.darkroom.local.process.PortTakenException;
import dev.darkroom.local.process.ProcessId;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The components of one data directory. Starting is a reconciliation: what serves stays, what is dead or missing is
 * started. Nothing is remembered in this object, so any JVM can go on where another one stopped.
 */
public final class LocalStack {
    /** Another launcher may choose a port in the seconds between our choice and our component's start. */
    private static final int MAX_ATTEMPTS = 3;

    private final Path home;
    private final Path data;
    private final Map<String, Integer> portWishes;
    private final Watcher watcher;
    private final Map<String, ComponentProcess> processes;

    /**
     * The stack in {@code data}; nothing is read or written yet.
     *
     * @param portWishes numbers that the user insists on, by port name
     */
    public LocalStack(Path home, Path data, Map<String, Integer> portWishes, Watcher watcher) {
        this.home = home.toAbsolutePath().normalize();
        this.data = data.toAbsolutePath().normalize();
        this.portWishes = Map.copyOf(portWishes);
        this.watcher = watcher;
        Map<String, ComponentProcess> all = new LinkedHashMap<>();
        Components.list().forEach(component -> all.put(component.name(), new ComponentProcess(component, this.data)));
        this.processes = Collections.unmodifiableMap(all);
    }

    /** The stack in {@code data} with the programs of the repository around the working directory. */
    public static LocalStack in(Path data) throws StackException {
        return new LocalStack(Home.find(), data, Map.of(), Watcher.NONE);
    }

    public Path data() {
        return data;
    }

    /**
     * Starts what of these components does not serve yet, and returns the environment of the stack. Services are
     * started after the stores they use have been provisioned. When one fails, everything this call started is
     * stopped again.
     */
    public Map<String, String> start(Set<String> names) throws StackException, InterruptedException {
        names.forEach(this::process);
        return lock().whileHeld(() -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return startOnce(names);
                } catch (PortTakenException e) {
                    if (attempt == MAX_ATTEMPTS) {
                        throw e;
                    }
                    watcher.note(e.getMessage().split(":", 2)[0] + "; starting again with other ports");
                }
            }
        });
    }

    private Map<String, String> startOnce(Set<String> names) throws StackException, IOException, InterruptedException {
        Site site = prepare();
        Startup startup = new Startup(site, watcher);
        try {
            startup.start(select(names, Components.INFRA));
            if (!Collections.disjoint(names, Components.PRODUCT)) {
                new Provisioning(site).run();
                startup.start(select(names, Components.PRODUCT));
            }
        } catch (StackException e) {
            startup.undo();
            throw e;
        }
        return site.environment();
    }

    /** Makes buckets, topics, tables and the index, unless this build has already done so here. */
    public void provision() throws StackException, InterruptedException {
        lock().whileHeld(() -> {
            new Provisioning(site()).run();
            return true;
        });
    }

    /** Stops every component, the ones that others need last. */
    public void stop() throws StackException, InterruptedException {
        stop(Components.ALL);
    }

    /** Stops these components, the ones that others need last. */
    public void stop(Set<String> names) throws StackException, InterruptedException {
        names.forEach(this::process);
        if (!Files.isDirectory(data)) {
            return;
        }
        lock().whileHeld(() -> {
            new Shutdown(watcher).stop(select(names, Components.ALL));
            return true;
        });
    }

    /** Deletes everything a stopped stack has written. */
    public void erase() throws StackException {
        if (!Files.isDirectory(data)) {
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StackException("Cannot delete " + data + ": " + FileTrouble.reason(e), e);
        }
    }

    /** Kills one component without warning, as a crash would. */
    public void kill(String name) throws StackException, InterruptedException {
        try {
            process(name).kill();
        } catch (IOException e) {
            throw new StackException("Cannot kill " + name + ": " + FileTrouble.reason(e), e);
        }
    }

    /** True when the component ended without being asked to. */
    public boolean died(String name) throws StackException {
        try {
            return process(name).died();
        } catch (IOException e) {
            throw new StackException("Cannot read the pid file of " + name + ": " + FileTrouble.reason(e), e);
        }
    }

    /** The process of a component, while it runs, and whether it says anything at all. */
    Optional<Sign> sign(String name) throws StackException {
        try {
            ComponentProcess process = process(name);
            Optional<ProcessId> running = process.running();
            return running.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Sign(running.get(), process.responds(site())));
        } catch (IOException e) {
            throw new StackException("Cannot read the pid file of " + name + ": " + FileTrouble.reason(e), e);
        }
    }

    /** A sign of life, or its absence. */
    record Sign(ProcessId process, boolean responds) {}

    /** True while at least one of these components was started and not stopped, whether it lives or not. */
    public boolean isWanted(Set<String> names) throws StackException {
        try {
            for (String name : names) {
                if (process(name).running().isPresent() || process(name).died()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new StackException("Cannot read the pid files in " + data + ": " + FileTrouble.reason(e), e);
        }
    }

    /** What runs, component by component. */
    public List<ComponentStatus> status() throws StackException {
        try {
            Site site = site();
            List<ComponentStatus> all = new ArrayList<>();
            for (ComponentProcess process : processes.values()) {
                all.add(status(process, site));
            }
            return all;
        } catch (IOException e) {
            throw new StackException("Cannot read the data directory " + data + ": " + FileTrouble.reason(e), e);
        }
    }

    /** Endpoints and credentials as the last start wrote them; empty when there was none. */
    public Map<String, String> environment() throws StackException {
        try {
            return new StackEnvironment(data).read();
        } catch (IOException e) {
            throw new StackException("Cannot read " + data.resolve("env") + ": " + FileTrouble.reason(e), e);
        }
    }

    /** The last lines of a component's log. */
    public String logTail(String name, int maxLines) {
        return process(name).log().tail(maxLines);
    }

    private static ComponentStatus status(ComponentProcess process, Site site) throws IOException {
        Component component = process.component();
        Optional<ProcessId> running = process.running();
        ComponentStatus.Health health;
        if (running.isPresent()) {
            health = process.serves(site) ? ComponentStatus.Health.UP : ComponentStatus.Health.UNREACHABLE;
        } else {
            health = process.died() ? ComponentStatus.Health.DIED : ComponentStatus.Health.STOPPED;
        }
        return new ComponentStatus(
                component.name(),
                running.map(id -> OptionalLong.of(id.pid())).orElse(OptionalLong.empty()),
                component.address(site),
                health,
                running.map(ProcessId::residentBytes).orElse(0L));
    }

    private DataLock lock() {
        return new DataLock(data);
    }

    private Site prepare() throws IOException, StackException, InterruptedException {
        Set<String> running = new HashSet<>();
        for (ComponentProcess process : processes.values()) {
            if (process.running().isPresent()) {
                running.addAll(process.component().ports().keySet());
            }
        }
        Map<String, Integer> ports =
                new Ports(data.resolve("ports")).choose(Components.preferredPorts(), running, portWishes, watcher);
        return new Site(home, data, ports, new StackEnvironment(data).write(home, ports, System.getenv()));
    }

    private Site site() throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>(Components.preferredPorts());
        ports.putAll(new Ports(data.resolve("ports")).remembered());
        return new Site(home, data, ports, new StackEnvironment(data).read());
    }

    private List<ComponentProcess> select(Set<String> names, Set<String> group) {
        return processes.values().stream()
                .filter(process -> names.contains(process.component().name()))
                .filter(process -> group.contains(process.component().name()))
                .toList();
    }

    private ComponentProcess process(String name) {
        ComponentProcess process = processes.get(name);
        if (process == null) {
            throw new IllegalArgumentException("No component is named " + name + "; known: " + processes.keySet());
        }
        return process;
    }
}
