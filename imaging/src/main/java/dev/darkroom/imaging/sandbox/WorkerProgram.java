package dev.darkroom.imaging.sandbox;

import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.natives.NativeName;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a worker is started: the Java of this process on the classes of this process, in namespaces of its own where the
 * machine allows that, and with next to nothing of this process's environment, which may hold secrets.
 *
 * @param namespaces the words that come before the program's
 * @param classPath of this process
 * @param archive of the classes on it, made or not; none where there can be none
 */
record WorkerProgram(List<String> namespaces, String classPath, Optional<ClassArchive> archive) {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProgram.class);

    /** The largest Java heap; a photo and its renditions are in it once. */
    private static final int HEAP_MB = 256;

    private static final int PROBE_SECONDS = 5;
    private static final List<String> UNSHARE = List.of("unshare", "--user", "--map-current-user", "--net", "--ipc");

    /** What the developing itself looks at: where libraries are, and what language and zone this is. */
    private static final Set<String> ENVIRONMENT = Stream.concat(
                    Stream.of(
                            "PATH",
                            "HOME",
                            "LANG",
                            "LC_ALL",
                            "TZ",
                            "LD_LIBRARY_PATH",
                            "XDG_CACHE_HOME",
                            "DARKROOM_NATIVES"),
                    Stream.of(NativeName.values()).map(NativeName::variable))
            .collect(Collectors.toUnmodifiableSet());

    private static final List<String> PROPERTIES = Stream.concat(
                    Stream.of("darkroom.natives", "java.io.tmpdir", "user.home"),
                    Stream.of(NativeName.values()).map(name -> "darkroom." + name.library()))
            .toList();

    /** Finds out by trying what the machine allows. */
    static WorkerProgram find() throws IOException, InterruptedException {
        String classPath = findClassPath();
        return new WorkerProgram(findNamespaces(), classPath, ClassArchive.of(cache().resolve("classes"), classPath));
    }

    private static List<String> findNamespaces() throws InterruptedException {
        List<String> probe = new ArrayList<>(UNSHARE);
        probe.add("true");
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean allowed = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            process.destroyForcibly();
            return allowed ? UNSHARE : List.of();
        } catch (IOException e) {
            // There is no such program.
            return List.of();
        }
    }

    /**
     * A new process, the first one or one after it; input and output are for the protocol, errors for whatever native
     * libraries write. It ends with its parent and ignores what asks a whole terminal or service to end: its death would
     * count against the photo in its hands.
     */
    Process start(Region region, boolean isFirst) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "trap '' HUP INT TERM; exec " + WorkerMain.MEMORY + "<>\"$0\" " + WorkerMain.ANSWERS
                        + ">&1 1>&2; exec \"$@\"",
                region.path()));
        command.addAll(namespaces);
        command.addAll(java());
        archive.filter(ClassArchive::exists).map(ClassArchive::useFlag).ifPresent(command::add);
        if (!isFirst) {
            command.add("-D" + NativeName.CHECKED + "=true");
        }
        command.addAll(List.of("-cp", classPath, WorkerMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(ENVIRONMENT);
        environment.put("MALLOC_ARENA_MAX", "2");
        return builder.start();
    }

    /** Makes the archive when there is none; workers that start afterwards start sooner. Takes seconds. */
    void makeArchive() throws InterruptedException {
        if (archive.isEmpty() || archive.get().exists()) {
            return;
        }
        try {
            archive.get().make(java(), List.of("-cp", classPath, WorkerRehearsal.class.getName()));
        } catch (IOException e) {
            LOG.debug("No {}, decoder processes start without: {}", archive.get(), e.getMessage());
        }
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home", "."), ".cache"))
                .resolve("darkroom");
    }

    private static List<String> java() {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(flags());
        return java;
    }

    private static List<String> flags() {
        Stream<String> flags = Stream.of(
                "-Xmx" + HEAP_MB + "m",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:MaxMetaspaceSize=128m",
                // One rule for every kind of memory: a worker that has no more ends.
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+ErrorFileToStderr",
                // What a locked process cannot open is not to be looked for.
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:-UseContainerSupport",
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "-Xshare:auto",
                "-Xlog:cds*=error",
                "-Djava.awt.headless=true",
                // The engine's own logging would be started, and could not write.
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");
        Stream<String> inherited = PROPERTIES.stream()
                .filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name + "=" + System.getProperty(name));
        return Stream.concat(flags, inherited).toList();
    }

    /** This module's own place first; in an engine's class loader, which Java's own does not know, also its jars. */
    private static String findClassPath() {
        Set<String> entries = new LinkedHashSet<>();
        entries.add(file(Developer.class.getProtectionDomain().getCodeSource().getLocation()));
        if (Developer.class.getClassLoader() instanceof URLClassLoader engine) {
            Arrays.stream(engine.getURLs())
                    .filter(url -> url.getProtocol().equals("file"))
                    .map(WorkerProgram::file)
                    .forEach(entries::add);
        }
        entries.addAll(Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)));
        return String.join(File.pathSeparator, entries);
    }

    private static String file(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The class path has no file: " + url, e);
        }
    }
}
