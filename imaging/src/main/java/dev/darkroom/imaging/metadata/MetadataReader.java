package dev.darkroom.imaging.metadata;

import com.drew.metadata.exif.ExifIFD0Directory;
import dev.darkroom.core.photo.Camera;
import dev.darkroom.core.photo.Exposure;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.MetadataField;
import dev.darkroom.core.photo.MetadataSource;
import dev.darkroom.core.photo.Motion;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.format.FilmNote;
import dev.darkroom.imaging.format.FormatSniffer;
import dev.darkroom.imaging.format.MetadataBlocks;
import dev.darkroom.imaging.format.MotionPhotos;
import dev.darkroom.imaging.place.Gazetteer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what an original and its sidecar say (EXIF, IPTC, XMP), and what follows from the position, looking only at
 * metadata and never at pixels.
 *
 * <p>Where several say something, the order follows the guidance of the Metadata Working Group (2.0):
 *
 * <ul>
 *   <li>what a person writes (title, place, keywords, rating): sidecar, XMP, IPTC, EXIF; IPTC before XMP when its digest
 *       shows that it was edited last;
 *   <li>what a person may correct (time, position): sidecar, EXIF, XMP, IPTC; a sidecar that only repeats the camera's
 *       clock adds nothing;
 *   <li>what only a camera knows (camera, lens, exposure): EXIF, XMP, sidecar; the orientation from the EXIF alone, which
 *       is what the renditions were turned by.
 * </ul>
 *
 * <p>Texts come out as one clean line of at most 200 characters, keywords as at most 50. Damaged metadata gives what can
 * still be read; it never fails. Thread-safe.
 */
public final class MetadataReader implements Transform<byte[], PhotoMetadata> {
    /** Version of the reading; raised by people when the same file would read differently. */
    public static final int VERSION = 2;

    private static final String DEFINITION =
            "blocks=exif,xmp,iptc,sidecar;zone=offset-tag,gps-15min,gps-position,utc;max-text=" + CleanText.MAX_LENGTH
                    + ";max-keywords=50;text=nfc,one-line;places=" + Gazetteer.version() + ";city-km="
                    + Gazetteer.CITY_KM + ";country-km=" + Gazetteer.COUNTRY_KM;

    private static final TransformId ID = TransformId.of("metadata", VERSION, DEFINITION);

    @Override
    public TransformId id() {
        return ID;
    }

    /** Everything that decides the reading, as one canonical text. */
    public static String definition() {
        return DEFINITION;
    }

    /** Reads an original without a sidecar. */
    @Override
    public PhotoMetadata apply(byte[] original) {
        return read(original, Optional.empty());
    }

    /** Reads an original together with the XMP file that came beside it; one that is no XMP says nothing. */
    public PhotoMetadata apply(byte[] original, byte[] sidecar) {
        return read(original, Xmp.parse(sidecar));
    }

    /** Whether a sidecar is one; costs no memory, whatever is in it. */
    public static boolean isXmp(byte[] sidecar) {
        return XmpOutline.is(sidecar);
    }

    private static PhotoMetadata read(byte[] original, Optional<Xmp> sidecar) {
        Optional<ImageFormat> format = FormatSniffer.sniff(original);
        MetadataBlocks blocks =
                format.map(known -> MetadataBlocks.find(known, original)).orElse(MetadataBlocks.NONE);
        Tags tags = Tags.read(blocks, sidecar);
        Optional<FilmNote> note = tags.embedded().flatMap(FilmNotes::in);
        return metadata(tags, format.flatMap(known -> MotionPhotos.find(known, original, blocks, note)));
    }

    private static PhotoMetadata metadata(Tags tags, Optional<Motion> motion) {
        Sources sources = new Sources();
        Optional<GeoPoint> location = sources.note(MetadataField.LOCATION, LocationReader.read(tags));
        CaptureReader capture = new CaptureReader(tags);
        CaptionReader caption = new CaptionReader(tags);
        Optional<String> model = sources.note(MetadataField.CAMERA, capture.model());
        return new PhotoMetadata(
                sources.note(MetadataField.TAKEN_AT, new TakenAtReader(tags, location).read()),
                new Camera(
                        sources.note(MetadataField.CAMERA, capture.make()),
                        model,
                        sources.note(MetadataField.LENS, capture.lens())),
                sources.note(MetadataField.EXPOSURE, capture.exposure()).orElse(Exposure.UNKNOWN),
                location,
                sources.note(MetadataField.ORIENTATION, orientation(tags)).orElse(1),
                sources.note(MetadataField.TITLE, caption.title()),
                sources.note(MetadataField.PLACE, caption.place()),
                sources.note(MetadataField.KEYWORDS, caption.keywords()).orElse(List.of()),
                sources.note(MetadataField.RATING, caption.rating()),
                sources.note(
                        MetadataField.PLACE_NAME,
                        Found.in(MetadataSource.GPS, location.flatMap(Gazetteer.get()::nameOf))),
                sources.note(MetadataField.MOTION, motion.map(MetadataReader::found)),
                sources.found);
    }

    private static Found<Motion> found(Motion motion) {
        boolean isInFile = motion.kind() == Motion.Kind.MOTION_PHOTO;
        return new Found<>(motion, isInFile ? MetadataSource.FILE : MetadataSource.EXIF);
    }

    private static Optional<Found<Integer>> orientation(Tags tags) {
        return Found.in(
                MetadataSource.EXIF,
                tags.integer(ExifIFD0Directory.class, ExifIFD0Directory.TAG_ORIENTATION)
                        .filter(orientation -> orientation >= 1 && orientation <= 8));
    }

    /** Notes where each field was found, on the way to its value. */
    private static final class Sources {
        private final Map<MetadataField, MetadataSource> found = new EnumMap<>(MetadataField.class);

        <T> Optional<T> note(MetadataField field, Optional<Found<T>> value) {
            value.ifPresent(it -> found.put(field, it.source()));
            return value.map(Found::value);
        }
    }
}
