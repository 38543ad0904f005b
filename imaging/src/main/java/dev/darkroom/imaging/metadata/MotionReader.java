package dev.darkroom.imaging.metadata;

import com.drew.metadata.exif.makernotes.AppleMakernoteDirectory;
import dev.darkroom.core.photo.MetadataSource;
import dev.darkroom.core.photo.Motion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads whether the photo is the still of a film: one that the XMP describes at the end of the file (Google's Motion Photo
 * 1.0 and the MicroVideo before it), or one of its own that shares Apple's content identifier.
 */
final class MotionReader {
    private static final String MOTION_PHOTO = "MotionPhoto";

    private MotionReader() {}

    static Optional<Found<Motion>> read(Tags tags, byte[] file) {
        return tags.xmp(MotionReader::filmBytes)
                .flatMap(found -> found.map(length -> inside(length, file)))
                .or(() -> Found.in(MetadataSource.EXIF, contentId(tags).map(Motion::beside)));
    }

    private static Optional<String> contentId(Tags tags) {
        return tags.text(AppleMakernoteDirectory.class, AppleMakernoteDirectory.TAG_CONTENT_IDENTIFIER);
    }

    /** How many bytes from the end the film starts. */
    private static Optional<Long> filmBytes(Xmp xmp) {
        long behind = 0;
        boolean found = false;
        for (Xmp.Item item : xmp.items(Schemas.CONTAINER, "Directory")) {
            boolean isFilm = item.text("Container:Item/Item:Semantic").equals(Optional.of(MOTION_PHOTO));
            found |= isFilm;
            if (found) {
                behind += number(item.text("Container:Item/Item:Length"));
            }
        }
        if (found) {
            return Optional.of(behind);
        }
        return xmp.number(Schemas.GOOGLE_CAMERA, "MicroVideoOffset").map(Double::longValue);
    }

    private static long number(Optional<String> text) {
        return text.filter(digits -> digits.matches("\\d{1,12}"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    /** Only what is there: programs that cut the film off often leave its description behind. */
    private static Optional<Motion> inside(long length, byte[] file) {
        long offset = file.length - length;
        if (length < 8 || offset < 0) {
            return Optional.empty();
        }
        String type = new String(file, (int) offset + 4, 4, StandardCharsets.ISO_8859_1);
        return type.equals("ftyp") ? Optional.of(Motion.inside(offset, length)) : Optional.empty();
    }
}
