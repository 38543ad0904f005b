package dev.darkroom.imaging.doctor;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.rendition.Renderer;
import java.util.ArrayList;
import java.util.List;

/** Every format in, and the library that reads it; every format out. */
final class FormatChecks {
    private static final String IN = "formats read";
    private static final String OUT = "formats written";

    private FormatChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        try {
            Renderer renderer = Renderer.load();
            for (ImageFormat format : ImageFormat.values()) {
                checks.add(read(renderer, format));
            }
            for (ImageFormat format : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.WEBP, ImageFormat.AVIF}) {
                checks.add(
                        renderer.writes(format)
                                ? Check.ok(OUT, format.code(), brief(renderer.description()))
                                : Check.missing(
                                        OUT,
                                        format.code(),
                                        renderer.description() + " writes none",
                                        "install libvips (Debian: apt install libvips42), or use the bundled one: unset DARKROOM_LIBVIPS"));
            }
        } catch (RejectedException e) {
            checks.add(Check.missing(IN, "all", "no libvips", e.getMessage()));
        }
        return checks;
    }

    /** Where a bundled library was extracted to is always the same place, and of no interest here. */
    private static String brief(String description) {
        return description.replaceAll("\\(bundled: [^)]*\\)", "(bundled)");
    }

    private static Check read(Renderer renderer, ImageFormat format) {
        try {
            return Check.ok(IN, format.code(), brief(renderer.reader(format)));
        } catch (RejectedException e) {
            return Check.missing(
                    IN, format.code(), "refused with reason " + e.reason().code(), e.getMessage());
        }
    }
}
