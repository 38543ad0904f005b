package dev.darkroom.imaging.metadata;

import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.makernotes.CanonMakernoteDirectory;
import dev.darkroom.core.photo.Exposure;
import dev.darkroom.core.photo.MetadataSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what took the photo and how: from EXIF, which cameras write, else from XMP, then the sidecar, which only repeat it.
 * Figures that no camera can have are left out.
 */
final class CaptureReader {
    private static final double MAX_SHUTTER_SECONDS = 86_400;
    private static final double MAX_F_NUMBER = 1000;
    private static final double MAX_ISO = 100_000_000;
    private static final double MAX_FOCAL_LENGTH_MM = 100_000;

    private final Tags tags;

    CaptureReader(Tags tags) {
        this.tags = tags;
    }

    Optional<Found<String>> make() {
        return first(
                tags.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MAKE), xmp -> xmp.text(Schemas.TIFF, "Make"));
    }

    Optional<Found<String>> model() {
        return first(
                tags.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MODEL),
                xmp -> xmp.text(Schemas.TIFF, "Model"));
    }

    /** Cameras without a lens name write dashes or nothing. */
    Optional<Found<String>> lens() {
        return first(
                tags.text(ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_LENS_MODEL)
                        .filter(CaptureReader::isName)
                        .or(() -> tags.text(CanonMakernoteDirectory.class, CanonMakernoteDirectory.TAG_LENS_MODEL)
                                .filter(CaptureReader::isName)),
                xmp -> xmp.text(Schemas.EXIF_MORE, "LensModel")
                        .or(() -> xmp.text(Schemas.EXIF_AUX, "Lens"))
                        .filter(CaptureReader::isName));
    }

    private static boolean isName(String lens) {
        return lens.chars().anyMatch(Character::isLetterOrDigit);
    }

    /** All of it from one source. */
    Optional<Found<Exposure>> exposure() {
        return first(known(exifExposure()), xmp -> known(exposure(xmp)));
    }

    private Exposure exifExposure() {
        Optional<Double> seconds = exif(ExifSubIFDDirectory.TAG_EXPOSURE_TIME)
                .filter(value -> value > 0)
                .or(() -> exif(ExifSubIFDDirectory.TAG_SHUTTER_SPEED).map(apex -> Math.pow(2, -apex)));
        Optional<Double> fNumber = exif(ExifSubIFDDirectory.TAG_FNUMBER)
                .filter(value -> value > 0)
                .or(() -> exif(ExifSubIFDDirectory.TAG_APERTURE).map(apex -> Math.pow(2, apex / 2)));
        return plausible(
                seconds,
                fNumber,
                tags.integer(ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_ISO_EQUIVALENT)
                        .map(Integer::doubleValue),
                exif(ExifSubIFDDirectory.TAG_FOCAL_LENGTH),
                tags.integer(ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_FLASH)
                        .map(flash -> (flash & 1) == 1));
    }

    private static Exposure exposure(Xmp xmp) {
        return plausible(
                xmp.number(Schemas.EXIF, "ExposureTime"),
                xmp.number(Schemas.EXIF, "FNumber"),
                xmp.number(Schemas.EXIF_MORE, "PhotographicSensitivity")
                        .or(() -> xmp.number(Schemas.EXIF, "ISOSpeedRatings")),
                xmp.number(Schemas.EXIF, "FocalLength"),
                xmp.text(Schemas.EXIF, "Flash/exif:Fired").map(Boolean::parseBoolean));
    }

    private static Exposure plausible(
            Optional<Double> seconds,
            Optional<Double> fNumber,
            Optional<Double> iso,
            Optional<Double> focalLengthMm,
            Optional<Boolean> flashFired) {
        return new Exposure(
                seconds.filter(value -> value > 0 && value <= MAX_SHUTTER_SECONDS),
                fNumber.filter(value -> value > 0 && value <= MAX_F_NUMBER),
                iso.filter(value -> value >= 1 && value <= MAX_ISO).map(Double::intValue),
                focalLengthMm.filter(value -> value > 0 && value <= MAX_FOCAL_LENGTH_MM),
                flashFired);
    }

    private static Optional<Exposure> known(Exposure exposure) {
        return exposure.equals(Exposure.UNKNOWN) ? Optional.empty() : Optional.of(exposure);
    }

    private <T> Optional<Found<T>> first(Optional<T> exif, Function<Xmp, Optional<T>> xmp) {
        return Found.in(MetadataSource.EXIF, exif).or(() -> tags.xmp(xmp)).or(() -> tags.sidecar(xmp));
    }

    private Optional<Double> exif(int tag) {
        return tags.number(ExifSubIFDDirectory.class, tag);
    }
}
