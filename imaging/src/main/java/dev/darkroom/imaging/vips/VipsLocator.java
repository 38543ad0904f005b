package dev.darkroom.imaging.vips;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds libvips: the one that the operator names, the one in the jar, the system's; in this order.
 *
 * @param named path or name of a libvips that must be used, from {@code -Ddarkroom.libvips} or {@code DARKROOM_LIBVIPS}
 * @param bundle the library in the jar, when it has one for this processor
 * @param directories where the library of the jar may be extracted to, best first
 * @param systemLibrary name of the system's library
 */
record VipsLocator(
        Optional<String> named, Optional<NativeBundle> bundle, List<Path> directories, String systemLibrary) {
    private static final String SYSTEM_LIBRARY = "libvips.so.42";
    private static final int RTLD_NOW_LOCAL = 2;
    private static final int HEIF_COMPRESSION_HEVC = 1;

    /**
     * A library that loads.
     *
     * @param origin where it came from, for a person
     */
    record Found(NativeLibrary library, String origin, boolean readsHevc) {}

    /** Looks where this process's properties and environment say. */
    static VipsLocator system() {
        Optional<String> named = setting("darkroom.libvips", "DARKROOM_LIBVIPS");
        List<Path> directories = new ArrayList<>();
        setting("darkroom.natives", "DARKROOM_NATIVES").map(Path::of).ifPresent(directories::add);
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home", "."));
        directories.add((cache == null || cache.isBlank() ? home.resolve(".cache") : Path.of(cache))
                .resolve("darkroom")
                .resolve("natives"));
        directories.add(Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("darkroom-natives-" + System.getProperty("user.name", "unknown")));
        return new VipsLocator(named, NativeBundle.ofThisHost(), directories, SYSTEM_LIBRARY);
    }

    private static Optional<String> setting(String property, String variable) {
        String value = System.getProperty(property, System.getenv(variable));
        return Optional.ofNullable(value).filter(v -> !v.isBlank());
    }

    Found find() throws RejectedException {
        List<String> problems = new ArrayList<>();
        if (named.isPresent()) {
            // Never another one in its place: whoever names a library has a reason.
            return open(named.get(), "named: " + named.get(), problems).orElseThrow(() -> unavailable(problems));
        }
        if (bundle.isPresent()) {
            for (Path directory : directories) {
                Optional<Found> found = extracted(bundle.get(), directory, problems);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        } else {
            problems.add("the jar has none for " + NativeBundle.platform());
        }
        return open(systemLibrary, "system: " + systemLibrary, problems).orElseThrow(() -> unavailable(problems));
    }

    private static Optional<Found> extracted(NativeBundle bundle, Path directory, List<String> problems) {
        try {
            Path file = bundle.extractTo(directory);
            return open(file.toString(), "bundled: " + file, problems);
        } catch (IOException e) {
            problems.add(directory + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Found> open(String library, String origin, List<String> problems) {
        try {
            NativeLibrary opened =
                    NativeLibrary.getInstance(library, Map.of(Library.OPTION_OPEN_FLAGS, RTLD_NOW_LOCAL));
            opened.getFunction("vips_thumbnail_image");
            return Optional.of(new Found(opened, origin, readsHevc(origin)));
        } catch (UnsatisfiedLinkError e) {
            problems.add(library + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The bundled build has no HEVC decoder (patents); another has one when its libheif says so. */
    private static boolean readsHevc(String origin) {
        if (origin.startsWith("bundled")) {
            return false;
        }
        try {
            Function decoder = NativeLibrary.getInstance("libheif.so.1").getFunction("heif_have_decoder_for_format");
            return decoder.invokeInt(new Object[] {HEIF_COMPRESSION_HEVC}) != 0;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static RejectedException unavailable(List<String> problems) {
        return new RejectedException(
                Reason.CODEC_UNAVAILABLE,
                "No libvips loads (" + String.join("; ", problems) + "). Install it (Debian: apt install libvips42),"
                        + " or name one by DARKROOM_LIBVIPS=/path/to/libvips.so or -Ddarkroom.libvips");
    }
}
