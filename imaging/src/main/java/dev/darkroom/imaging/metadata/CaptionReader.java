package dev.darkroom.imaging.metadata;

import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.iptc.IptcDirectory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what a person wrote about the photo: title, place and keywords. */
final class CaptionReader {
    private static final int MAX_KEYWORDS = 50;

    /** What cameras write as a description by themselves. */
    private static final Set<String> FACTORY_DESCRIPTIONS = Set.of(
            "samsung",
            "sony dsc",
            "dcim",
            "default",
            "jpeg",
            "exif_jpeg_picture",
            "exif jpeg",
            "cof",
            "oznor",
            "sdr",
            "dig",
            "screenshot");

    private CaptionReader() {}

    static Optional<String> title(Tags tags) {
        return tags.xmpText(Schemas.DUBLIN_CORE, "title")
                .or(() -> tags.text(IptcDirectory.class, IptcDirectory.TAG_OBJECT_NAME))
                .or(() -> tags.text(IptcDirectory.class, IptcDirectory.TAG_HEADLINE))
                .or(() -> tags.xmpText(Schemas.PHOTOSHOP, "Headline"))
                .or(() -> tags.xmpText(Schemas.DUBLIN_CORE, "description").filter(CaptionReader::isWritten))
                .or(() -> tags.text(IptcDirectory.class, IptcDirectory.TAG_CAPTION)
                        .filter(CaptionReader::isWritten))
                .or(() -> tags.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_IMAGE_DESCRIPTION)
                        .filter(CaptionReader::isWritten)
                        .filter(text -> !tags.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MODEL)
                                .equals(Optional.of(text))));
    }

    private static boolean isWritten(String description) {
        String text = description.toLowerCase(Locale.ROOT);
        return !text.endsWith("digital camera") && !FACTORY_DESCRIPTIONS.contains(text);
    }

    /** From the small to the large, without repeats. */
    static Optional<String> place(Tags tags) {
        Set<String> parts = new LinkedHashSet<>();
        part(tags, Schemas.IPTC_CORE, "Location", IptcDirectory.TAG_SUB_LOCATION)
                .ifPresent(parts::add);
        part(tags, Schemas.PHOTOSHOP, "City", IptcDirectory.TAG_CITY).ifPresent(parts::add);
        part(tags, Schemas.PHOTOSHOP, "State", IptcDirectory.TAG_PROVINCE_OR_STATE)
                .ifPresent(parts::add);
        part(tags, Schemas.PHOTOSHOP, "Country", IptcDirectory.TAG_COUNTRY_OR_PRIMARY_LOCATION_NAME)
                .ifPresent(parts::add);
        return CleanText.of(String.join(", ", parts));
    }

    private static Optional<String> part(Tags tags, String schema, String name, int iptcTag) {
        return tags.xmpText(schema, name).or(() -> tags.text(IptcDirectory.class, iptcTag));
    }

    static List<String> keywords(Tags tags) {
        List<String> all = new ArrayList<>(tags.xmpTexts(Schemas.DUBLIN_CORE, "subject"));
        all.addAll(tags.texts(IptcDirectory.class, IptcDirectory.TAG_KEYWORDS));
        return all.stream().distinct().limit(MAX_KEYWORDS).toList();
    }
}
