package dev.darkroom.imaging.metadata;

import dev.darkroom.imaging.format.FilmNote;
import java.util.Optional;

/** Finds what XMP says of a film behind the picture: Google's list of what follows it, or the older single number. */
final class FilmNotes {
    private FilmNotes() {}

    static Optional<FilmNote> in(Xmp xmp) {
        long behind = 0;
        long length = 0;
        boolean found = false;
        for (Xmp.Item item : xmp.items(Schemas.CONTAINER, "Directory")) {
            long bytes = number(item.text("Container:Item/Item:Length"));
            if (!found
                    && item.text("Container:Item/Item:Semantic")
                            .filter("MotionPhoto"::equals)
                            .isPresent()) {
                found = true;
                length = bytes;
            }
            behind += found ? bytes : 0;
        }
        if (!found) {
            behind = number(xmp.text(Schemas.GOOGLE_CAMERA, "MicroVideoOffset"));
            length = behind;
        }
        return behind < 1 ? Optional.empty() : Optional.of(new FilmNote(behind, length));
    }

    private static long number(Optional<String> text) {
        return text.filter(digits -> digits.matches("\\d{1,10}"))
                .map(Long::valueOf)
                .orElse(0L);
    }
}
