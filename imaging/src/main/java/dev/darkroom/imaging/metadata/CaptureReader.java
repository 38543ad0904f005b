package dev.darkroom.imaging.metadata;

import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.makernotes.CanonMakernoteDirectory;
import dev.darkroom.core.photo.Camera;
import dev.darkroom.core.photo.Exposure;
import java.util.Optional;

/** Reads what took the photo and how; figures that no camera can have are left out. */
final class CaptureReader {
    private static final double MAX_SHUTTER_SECONDS = 86_400;
    private static final double MAX_F_NUMBER = 1000;
    private static final int MAX_ISO = 100_000_000;
    private static final double MAX_FOCAL_LENGTH_MM = 100_000;

    private CaptureReader() {}

    static Camera camera(Tags tags) {
        return new Camera(
                tags.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MAKE)
                        .or(() -> tags.xmpText(Schemas.TIFF, "Make")),
                tags.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MODEL)
                        .or(() -> tags.xmpText(Schemas.TIFF, "Model")),
                lens(tags));
    }

    /** Cameras without a lens name write dashes or nothing. */
    private static Optional<String> lens(Tags tags) {
        return tags.text(ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_LENS_MODEL)
                .or(() -> tags.xmpText(Schemas.EXIF_AUX, "Lens"))
                .or(() -> tags.text(CanonMakernoteDirectory.class, CanonMakernoteDirectory.TAG_LENS_MODEL))
                .filter(lens -> lens.chars().anyMatch(Character::isLetterOrDigit));
    }

    static Exposure exposure(Tags tags) {
        Optional<Double> seconds = exif(tags, ExifSubIFDDirectory.TAG_EXPOSURE_TIME)
                .filter(value -> value > 0)
                .or(() -> exif(tags, ExifSubIFDDirectory.TAG_SHUTTER_SPEED).map(apex -> Math.pow(2, -apex)));
        Optional<Double> fNumber = exif(tags, ExifSubIFDDirectory.TAG_FNUMBER)
                .filter(value -> value > 0)
                .or(() -> exif(tags, ExifSubIFDDirectory.TAG_APERTURE).map(apex -> Math.pow(2, apex / 2)));
        return new Exposure(
                seconds.filter(value -> value > 0 && value <= MAX_SHUTTER_SECONDS),
                fNumber.filter(value -> value > 0 && value <= MAX_F_NUMBER),
                tags.integer(ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_ISO_EQUIVALENT)
                        .filter(value -> value > 0 && value <= MAX_ISO),
                exif(tags, ExifSubIFDDirectory.TAG_FOCAL_LENGTH)
                        .filter(value -> value > 0 && value <= MAX_FOCAL_LENGTH_MM),
                tags.integer(ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_FLASH)
                        .map(flash -> (flash & 1) == 1));
    }

    private static Optional<Double> exif(Tags tags, int tag) {
        return tags.number(ExifSubIFDDirectory.class, tag);
    }
}
