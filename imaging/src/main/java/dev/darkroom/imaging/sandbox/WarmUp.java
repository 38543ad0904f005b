package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.place.Gazetteer;
import dev.darkroom.imaging.rendition.JavaRenderer;
import dev.darkroom.imaging.rendition.Renderer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Develops one small picture of each kind. Whatever is opened on first use (time zones, profiles, parsers, codecs) is
 * open afterwards; in a locked worker it could not be opened any more.
 */
final class WarmUp {
    private static final List<String> PICTURES = List.of(
            "photo.jpg",
            "profile.png",
            "photo.webp",
            "photo.gif",
            "photo.tif",
            "photo.avif",
            "photo.heic",
            "photo.jxl",
            "photo.bmp");

    /** Java's own codecs load their parts one by one, and those for inks are some of them. */
    private static final String FOR_JAVA = "inks.jpg";

    private static final GeoPoint FLORENCE = GeoPoint.of(43.77, 11.25);

    private final Map<String, byte[]> pictures = new LinkedHashMap<>();

    private WarmUp() {}

    /** The pictures, in memory. */
    static WarmUp load(Renderer renderer) {
        WarmUp warmUp = new WarmUp();
        PICTURES.forEach(picture -> warmUp.pictures.put(picture, bytes(picture)));
        if (renderer instanceof JavaRenderer) {
            warmUp.pictures.put(FOR_JAVA, bytes(FOR_JAVA));
        }
        return warmUp;
    }

    /**
     * Develops them all, except what the library does not read.
     *
     * @throws IllegalStateException when one cannot be developed
     */
    void run(Developer developer) {
        // A position tells the time zone of a photo only when no tag does, as in none of the pictures.
        Optional<ZoneRules> unused = Gazetteer.get().zoneAt(FLORENCE).map(ZoneId::getRules);
        pictures.forEach((name, bytes) -> {
            try {
                developer.apply(bytes);
            } catch (RejectedException e) {
                if (e.reason() != Reason.CODEC_UNAVAILABLE) {
                    throw new IllegalStateException("Cannot develop the built-in " + name, e);
                }
            }
        });
    }

    private static byte[] bytes(String picture) {
        try (InputStream in = WarmUp.class.getResourceAsStream("warm-up/" + picture)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the built-in " + picture, e);
        }
    }
}
