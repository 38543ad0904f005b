package dev.darkroom.imaging.natives;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a native library: the one that the operator names, the one in the jar, the system's; in this order.
 *
 * @param wanted which library
 * @param named path or name of the one that must be used, from {@code -Ddarkroom.NAME} or {@code DARKROOM_NAME}
 * @param bundle the library in the jar, when it has one for this processor
 * @param directories where the library of the jar may be extracted to, best first
 */
record NativeLocator(NativeName wanted, Optional<String> named, Optional<NativeBundle> bundle, List<Path> directories) {
    /** In the place of a name: do without. */
    static final String NONE = "none";

    private static final int RTLD_NOW_LOCAL = 2;

    /** Looks where this process's properties and environment say. */
    static NativeLocator system(NativeName wanted) {
        Optional<String> named = named(wanted);
        List<Path> directories = new ArrayList<>();
        setting("darkroom.natives", "DARKROOM_NATIVES").map(Path::of).ifPresent(directories::add);
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home", "."));
        directories.add((cache == null || cache.isBlank() ? home.resolve(".cache") : Path.of(cache))
                .resolve("darkroom")
                .resolve("natives"));
        directories.add(Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("darkroom-natives-" + System.getProperty("user.name", "unknown")));
        return new NativeLocator(wanted, named, NativeBundle.ofThisHost(wanted.library()), directories);
    }

    static Optional<String> named(NativeName wanted) {
        return setting("darkroom." + wanted.library(), wanted.variable());
    }

    private static Optional<String> setting(String property, String variable) {
        String value = System.getProperty(property, System.getenv(variable));
        return Optional.ofNullable(value).filter(v -> !v.isBlank());
    }

    LoadedLibrary find() throws RejectedException {
        List<String> problems = new ArrayList<>();
        if (named.equals(Optional.of(NONE))) {
            throw unavailable(List.of(wanted.variable() + " says to do without"));
        }
        if (named.isPresent()) {
            // Never another one in its place: whoever names a library has a reason.
            return open(named.get(), "named: " + named.get(), problems).orElseThrow(() -> unavailable(problems));
        }
        if (bundle.isPresent()) {
            for (Path directory : directories) {
                Optional<LoadedLibrary> found = extracted(bundle.get(), directory, problems);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        } else {
            problems.add("the jar has none for " + NativeBundle.platform());
        }
        for (String name : wanted.systemNames()) {
            Optional<LoadedLibrary> found = open(name, "system: " + name, problems);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw unavailable(problems);
    }

    private Optional<LoadedLibrary> extracted(NativeBundle extracting, Path directory, List<String> problems) {
        try {
            List<Path> files = extracting.extractTo(directory);
            for (Path needed : files.subList(0, files.size() - 1)) {
                // Found by its name from now on; some packages say nothing of where their libraries lie.
                NativeLibrary.getInstance(needed.toString(), Map.of(Library.OPTION_OPEN_FLAGS, RTLD_NOW_LOCAL));
            }
            String library = files.get(files.size() - 1).toString();
            return open(library, "bundled: " + library, problems);
        } catch (IOException | UnsatisfiedLinkError e) {
            problems.add(directory + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<LoadedLibrary> open(String library, String origin, List<String> problems) {
        try {
            NativeLibrary opened =
                    NativeLibrary.getInstance(library, Map.of(Library.OPTION_OPEN_FLAGS, RTLD_NOW_LOCAL));
            opened.getFunction(wanted.symbol());
            return Optional.of(new LoadedLibrary(opened, origin));
        } catch (UnsatisfiedLinkError e) {
            // What the loader says stands in the second line, behind that it says something.
            problems.add(e.getMessage()
                    .lines()
                    .limit(2)
                    .reduce((first, second) -> second)
                    .orElse(library));
            return Optional.empty();
        }
    }

    private RejectedException unavailable(List<String> problems) {
        return new RejectedException(
                Reason.CODEC_UNAVAILABLE,
                String.format(
                        Locale.ROOT,
                        "No %s loads (%s). Install it (Debian: apt install %s), or name one by %s=/path/to/%s.so or"
                                + " -Ddarkroom.%s",
                        wanted.library(),
                        String.join("; ", problems),
                        wanted.debianPackage(),
                        wanted.variable(),
                        wanted.library(),
                        wanted.library()));
    }
}
