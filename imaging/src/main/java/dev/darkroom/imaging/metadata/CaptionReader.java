package dev.darkroom.imaging.metadata;

import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.iptc.IptcDirectory;
import dev.darkroom.core.photo.MetadataSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads what a person wrote about the photo: title, place, keywords and rating. Each comes whole from the first that has
 * it of sidecar, XMP, IPTC and EXIF; IPTC goes before XMP when the file says that its IPTC was edited last.
 */
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

    /** The stars of Windows, which writes them as per cent beside XMP's own. */
    private static final List<Integer> PER_CENT = List.of(1, 25, 50, 75, 99);

    private final Tags tags;

    CaptionReader(Tags tags) {
        this.tags = tags;
    }

    Optional<Found<String>> title() {
        return first(CaptionReader::title, this::iptcTitle, this::exifTitle);
    }

    private static Optional<String> title(Xmp xmp) {
        return xmp.text(Schemas.DUBLIN_CORE, "title")
                .or(() -> xmp.text(Schemas.PHOTOSHOP, "Headline"))
                .or(() -> xmp.text(Schemas.DUBLIN_CORE, "description").filter(CaptionReader::isWritten));
    }

    private Optional<String> iptcTitle() {
        return iptc(IptcDirectory.TAG_OBJECT_NAME)
                .or(() -> iptc(IptcDirectory.TAG_HEADLINE))
                .or(() -> iptc(IptcDirectory.TAG_CAPTION).filter(CaptionReader::isWritten));
    }

    private Optional<String> exifTitle() {
        return windows(ExifIFD0Directory.TAG_WIN_TITLE)
                .flatMap(CleanText::of)
                .or(() -> tags.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_IMAGE_DESCRIPTION)
                        .filter(CaptionReader::isWritten)
                        .filter(text -> !tags.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MODEL)
                                .equals(Optional.of(text))));
    }

    private static boolean isWritten(String description) {
        String text = description.toLowerCase(Locale.ROOT);
        return !text.endsWith("digital camera")
                && !text.endsWith("digital still camera")
                && !FACTORY_DESCRIPTIONS.contains(text);
    }

    /** From the small to the large, without repeats. */
    Optional<Found<String>> place() {
        return first(CaptionReader::place, this::iptcPlace, Optional::empty);
    }

    private static Optional<String> place(Xmp xmp) {
        return joined(Stream.of(
                xmp.text(Schemas.IPTC_CORE, "Location"),
                xmp.text(Schemas.PHOTOSHOP, "City"),
                xmp.text(Schemas.PHOTOSHOP, "State"),
                xmp.text(Schemas.PHOTOSHOP, "Country")));
    }

    private Optional<String> iptcPlace() {
        return joined(Stream.of(
                iptc(IptcDirectory.TAG_SUB_LOCATION),
                iptc(IptcDirectory.TAG_CITY),
                iptc(IptcDirectory.TAG_PROVINCE_OR_STATE),
                iptc(IptcDirectory.TAG_COUNTRY_OR_PRIMARY_LOCATION_NAME)));
    }

    private static Optional<String> joined(Stream<Optional<String>> parts) {
        Set<String> distinct = new LinkedHashSet<>();
        parts.flatMap(Optional::stream).forEach(distinct::add);
        return CleanText.of(String.join(", ", distinct));
    }

    /** In the order of their source, without repeats. */
    Optional<Found<List<String>>> keywords() {
        return first(
                xmp -> some(xmp.texts(Schemas.DUBLIN_CORE, "subject")),
                () -> some(tags.texts(IptcDirectory.class, IptcDirectory.TAG_KEYWORDS)),
                () -> windows(ExifIFD0Directory.TAG_WIN_KEYWORDS).flatMap(text -> some(parts(text))));
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        Arrays.stream(text.split(";", -1)).map(CleanText::of).forEach(part -> part.ifPresent(parts::add));
        return parts;
    }

    private static Optional<List<String>> some(List<String> keywords) {
        return keywords.isEmpty()
                ? Optional.empty()
                : Optional.of(keywords.stream().distinct().limit(MAX_KEYWORDS).toList());
    }

    /** Stars from 1 to 5, or -1. A zero takes the stars of the sources behind it away, and is itself none. */
    Optional<Found<Integer>> rating() {
        Optional<Found<Integer>> rating = first(
                CaptionReader::rating,
                Optional::empty,
                () -> tags.integer(ExifIFD0Directory.class, ExifIFD0Directory.TAG_RATING));
        return rating.filter(found -> found.value() == -1 || (found.value() >= 1 && found.value() <= 5));
    }

    private static Optional<Integer> rating(Xmp xmp) {
        return xmp.number(Schemas.XMP, "Rating")
                .map(stars -> (int) Math.round(stars))
                .or(() -> xmp.number(Schemas.MICROSOFT, "Rating")
                        .map(perCent -> PER_CENT.stream()
                                .mapToInt(least -> perCent >= least ? 1 : 0)
                                .sum()));
    }

    private <T> Optional<Found<T>> first(
            Function<Xmp, Optional<T>> xmp, Supplier<Optional<T>> iptc, Supplier<Optional<T>> exif) {
        Supplier<Optional<Found<T>>> fromXmp = () -> tags.xmp(xmp);
        Supplier<Optional<Found<T>>> fromIptc = () -> Found.in(MetadataSource.IPTC, iptc.get());
        return tags.sidecar(xmp)
                .or(tags.isIptcNewer() ? fromIptc : fromXmp)
                .or(tags.isIptcNewer() ? fromXmp : fromIptc)
                .or(() -> Found.in(MetadataSource.EXIF, exif.get()));
    }

    private Optional<String> iptc(int tag) {
        return tags.text(IptcDirectory.class, tag);
    }

    /** Windows writes its own EXIF tags in UTF-16. */
    private Optional<String> windows(int tag) {
        return tags.bytes(ExifIFD0Directory.class, tag).map(bytes -> new String(bytes, StandardCharsets.UTF_16LE));
    }
}
