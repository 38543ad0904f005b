package dev.darkroom.imaging.metadata;

import com.drew.metadata.exif.ExifIFD0Directory;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.format.FormatSniffer;
import dev.darkroom.imaging.format.MetadataBlocks;
import java.util.Optional;

/**
 * Reads what an original says about itself (EXIF, IPTC, XMP), looking only at its metadata and never at its pixels.
 * Texts come out as one clean line of at most 200 characters, keywords as at most 50. Damaged metadata gives what can
 * still be read; it never fails. Thread-safe.
 */
public final class MetadataReader implements Transform<byte[], PhotoMetadata> {
    /** Version of the reading; raised by people when the same file would read differently. */
    public static final int VERSION = 1;

    private static final TransformId ID = TransformId.of(
            "metadata",
            VERSION,
            "blocks=exif,xmp,iptc;zone=offset-tag,gps-15min,utc;max-text=" + CleanText.MAX_LENGTH
                    + ";max-keywords=50;text=nfc,one-line");

    @Override
    public TransformId id() {
        return ID;
    }

    @Override
    public PhotoMetadata apply(byte[] original) {
        Optional<ImageFormat> format = FormatSniffer.sniff(original);
        if (format.isEmpty()) {
            return PhotoMetadata.NONE;
        }
        Tags tags = Tags.read(MetadataBlocks.find(format.get(), original));
        return new PhotoMetadata(
                TakenAtReader.read(tags),
                CaptureReader.camera(tags),
                CaptureReader.exposure(tags),
                LocationReader.read(tags),
                tags.integer(ExifIFD0Directory.class, ExifIFD0Directory.TAG_ORIENTATION)
                        .filter(orientation -> orientation >= 1 && orientation <= 8)
                        .orElse(1),
                CaptionReader.title(tags),
                CaptionReader.place(tags),
                CaptionReader.keywords(tags));
    }
}
