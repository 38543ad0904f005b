package dev.darkroom.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A main class of one of the house's modules, run in a JVM of its own from what the build left in the module's
 * {@code target} folder.
 *
 * @param module the module's folder name
 * @param flags JVM options
 */
public record JavaProgram(String module, String mainClass, int heapMegabytes, List<String> flags) {
    /** Less to compile and to keep resident, for processes that mostly wait for somebody else. */
    public static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    /** What every JVM of the stack gets: a heap that grows only when needed, one thread to collect it, death when full. */
    public static final List<String> SMALL =
            List.of("-Xms16m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData");

    public JavaProgram {
        flags = List.copyOf(flags);
        if (heapMegabytes < 16) {
            throw new IllegalArgumentException("a heap of " + heapMegabytes + " MB is too small for a JVM");
        }
    }

    /** The command that runs it with these arguments. */
    public Launch launch(Site site, List<String> arguments) throws StackException {
        List<String> command = new ArrayList<>();
        command.add(javaBinary().toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(SMALL);
        command.addAll(flags);
        command.add("-Djava.io.tmpdir=" + temporary(site));
        command.add("-cp");
        command.add(classPath(site.home(), module));
        command.add(mainClass);
        command.addAll(arguments);
        return new Launch(command, Map.of());
    }

    /** The program that runs this JVM. */
    public static Path javaBinary() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The module's own jar followed by everything it needs. */
    public static String classPath(Path home, String module) throws StackException {
        Path file = home.resolve(module).resolve("target").resolve("classpath");
        try {
            return ownJar(home, module)
                    + File.pathSeparator
                    + Files.readString(file).trim();
        } catch (IOException e) {
            throw notBuilt(module, file);
        }
    }

    /** The jar with the module's own classes. */
    public static Path ownJar(Path home, String module) throws StackException {
        Path target = home.resolve(module).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> isMainJar(file, module))
                    .findFirst()
                    .orElseThrow(() -> notBuilt(module, target.resolve(module + "-VERSION.jar")));
        } catch (IOException e) {
            throw notBuilt(module, target);
        }
    }

    private static boolean isMainJar(Path file, String module) {
        return file.getFileName().toString().matches(module + "-\\d+(\\.\\d+)*(-SNAPSHOT)?\\.jar");
    }

    private static StackException notBuilt(String module, Path missing) {
        return new StackException("Module " + module + " is not built: " + missing
                + " is missing. Run `mvn -q -B -DskipTests package` in the repository.");
    }

    private static Path temporary(Site site) throws StackException {
        try {
            return site.folder("tmp");
        } catch (IOException e) {
            throw new StackException("Cannot create " + site.data().resolve("tmp") + ": " + e.getMessage(), e);
        }
    }
}
