package dev.darkroom.imaging.natives;

import dev.darkroom.core.error.RejectedException;
import java.util.List;
import java.util.Locale;

/** The native libraries that Darkroom can use, and what they are called where. */
public enum NativeName {
    LIBVIPS("libvips42", "vips_thumbnail_image", "libvips.so.42"),
    LIBHEIF("libheif1", "heif_context_alloc", "libheif.so.1"),
    LIBTURBOJPEG("libturbojpeg0", "tj3Init", "libturbojpeg.so.0"),
    /** Darkroom's own, compiled by its build and nowhere else. */
    LIBRESAMPLE("none", "darkroom_resample", ""),
    LIBJXL("libjxl0.7", "JxlDecoderCreate", "libjxl.so.0.11 libjxl.so.0.10 libjxl.so.0.9 libjxl.so.0.8 libjxl.so.0.7");

    /**
     * A property for processes that are started by one which has just checked the files: hashing them, before anything
     * is compiled, takes a third of the time that such a process needs to be ready.
     */
    public static final String CHECKED = "darkroom.natives.checked";

    private final String debianPackage;
    private final String symbol;
    private final String systemNames;

    NativeName(String debianPackage, String symbol, String systemNames) {
        this.debianPackage = debianPackage;
        this.symbol = symbol;
        this.systemNames = systemNames;
    }

    /** Its name, such as {@code libvips}. */
    public String library() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The environment variable that names the one to use, such as {@code DARKROOM_LIBVIPS}. */
    public String variable() {
        return "DARKROOM_" + name();
    }

    /** The package that brings it on Debian 12. */
    public String debianPackage() {
        return debianPackage;
    }

    /** A function that tells a usable one from a stranger. */
    String symbol() {
        return symbol;
    }

    /** Whether somebody has said which one to use, or {@value NativeLocator#NONE} to do without. */
    public boolean isNamed() {
        return NativeLocator.named(this)
                .filter(name -> !name.equals(NativeLocator.NONE))
                .isPresent();
    }

    /** What the system's loader finds it by, best first. */
    List<String> systemNames() {
        return systemNames.isEmpty() ? List.of() : List.of(systemNames.split(" ", -1));
    }

    /**
     * Finds and loads it.
     *
     * @throws RejectedException with {@code CODEC_UNAVAILABLE} and how to install it, when there is none
     */
    public LoadedLibrary load() throws RejectedException {
        return NativeLocator.system(this).find();
    }
}
