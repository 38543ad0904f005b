package dev.darkroom.imaging.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The facts of a machine that a newcomer's trouble hangs on. */
final class MachineChecks {
    private static final String GROUP = "machine";
    private static final long MEGABYTE = 1 << 20;
    private static final long NEEDED_MEMORY_MEGABYTES = 3072;
    private static final long NEEDED_DISK_MEGABYTES = 4096;
    private static final long NEEDED_FILES = 4096;

    private MachineChecks() {}

    static List<Check> all() {
        return List.of(system(), cores(), memory(), disk(), openFiles(), userNamespaces(), nativeCache());
    }

    private static Check system() {
        String name = lines(Path.of("/etc/os-release")).stream()
                .filter(line -> line.startsWith("PRETTY_NAME="))
                .map(line -> line.substring(12).replace("\"", ""))
                .findFirst()
                .orElse(System.getProperty("os.name"));
        String found = name + ", Linux " + System.getProperty("os.version") + ", " + System.getProperty("os.arch")
                + Command.output("getconf", "GNU_LIBC_VERSION")
                        .map(libc -> ", " + libc)
                        .orElse("")
                + ", user " + System.getProperty("user.name");
        return System.getProperty("os.name").equals("Linux")
                ? Check.ok(GROUP, "system", found)
                : Check.missing(GROUP, "system", found, "Darkroom's local stack runs on Linux");
    }

    private static Check cores() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores > 1
                ? Check.ok(GROUP, "cores", String.valueOf(cores))
                : Check.warning(GROUP, "cores", "1", "the whole stack on one core is slow to start; give it two");
    }

    private static Check memory() {
        OptionalLong free = memory("MemAvailable:");
        OptionalLong total = memory("MemTotal:");
        if (free.isEmpty() || total.isEmpty()) {
            return Check.warning(GROUP, "memory", "not known", "look that 3 GB are free before `./darkroom up`");
        }
        String found = free.getAsLong() + " of " + total.getAsLong() + " MB available" + limit();
        return free.getAsLong() >= NEEDED_MEMORY_MEGABYTES
                ? Check.ok(GROUP, "memory", found)
                : Check.warning(
                        GROUP, "memory", found, "the stack takes 2 GB and a Spark job one more; close something");
    }

    private static OptionalLong memory(String key) {
        return lines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst();
    }

    /** A container's own limit is less than the machine has, and is what kills. */
    private static String limit() {
        return lines(Path.of("/sys/fs/cgroup/memory.max")).stream()
                .filter(line -> line.matches("\\d{1,18}"))
                .map(line -> ", limited to " + Long.parseLong(line) / MEGABYTE + " MB")
                .findFirst()
                .orElse("");
    }

    private static Check disk() {
        Path here = Path.of("").toAbsolutePath();
        try {
            long free = Files.getFileStore(here).getUsableSpace() / MEGABYTE;
            String found = free + " MB free at " + here;
            return free >= NEEDED_DISK_MEGABYTES
                    ? Check.ok(GROUP, "disk", found)
                    : Check.warning(GROUP, "disk", found, "build and stack need some 4 GB; free some space");
        } catch (IOException e) {
            return Check.warning(GROUP, "disk", "not known: " + e.getMessage(), "look that 4 GB are free");
        }
    }

    private static Check openFiles() {
        Optional<String> line = lines(Path.of("/proc/self/limits")).stream()
                .filter(text -> text.startsWith("Max open files"))
                .findFirst();
        String found = line.map(text -> text.split("\\s+", -1)[4]).orElse("not known");
        // The JVM has raised the soft limit to the hard one already: this is what there is.
        boolean enough =
                found.equals("unlimited") || (found.matches("\\d{1,18}") && Long.parseLong(found) >= NEEDED_FILES);
        return enough
                ? Check.ok(GROUP, "open files", found)
                : Check.warning(
                        GROUP,
                        "open files",
                        found,
                        String.format(
                                Locale.ROOT,
                                "Kafka and Elasticsearch want %d: ulimit -n %d",
                                NEEDED_FILES,
                                NEEDED_FILES));
    }

    private static Check userNamespaces() {
        return Command.output("unshare", "--user", "--map-root-user", "true").isPresent()
                ? Check.ok(GROUP, "user namespaces", "may be made")
                : Check.warning(
                        GROUP,
                        "user namespaces",
                        "may not be made here",
                        "allow them for the strictest isolation of decoders and servers: sysctl"
                                + " kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000"
                                + " kernel.apparmor_restrict_unprivileged_userns=0; in a container, its seccomp profile");
    }

    private static Check nativeCache() {
        String named = System.getProperty("darkroom.natives", System.getenv("DARKROOM_NATIVES"));
        return Check.ok(
                GROUP,
                "native libraries",
                named == null || named.isBlank()
                        ? "extracted under the user's cache; DARKROOM_NATIVES names another directory"
                        : "extracted under " + named);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
