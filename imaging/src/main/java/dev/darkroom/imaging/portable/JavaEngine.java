package dev.darkroom.imaging.portable;

import com.sun.jna.Memory;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.codec.Bmp;
import dev.darkroom.imaging.codec.CodecException;
import dev.darkroom.imaging.codec.DecodedPixels;
import dev.darkroom.imaging.codec.Heif;
import dev.darkroom.imaging.codec.Jxl;
import dev.darkroom.imaging.colour.IccProfile;
import dev.darkroom.imaging.format.ColourNumbers;
import dev.darkroom.imaging.format.Completeness;
import dev.darkroom.imaging.format.DcfColour;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.format.Orientation;
import dev.darkroom.imaging.format.PngProfile;
import dev.darkroom.imaging.hash.Pixels;
import java.awt.color.ICC_Profile;
import java.util.Optional;

/** The whole way from a file to small pictures without libvips, for machines that have none: slow, and enough. */
public final class JavaEngine {
    /**
     * A decoded file.
     *
     * @param width of the upright original
     * @param height of the upright original
     * @param largest the picture at the size asked for, upright, in sRGB and opaque
     */
    public record Opened(int width, int height, Pixels largest) {}

    private final int side;
    private final boolean square;
    private final int background;

    /**
     * Of pictures to be fitted into {@code side} pixels.
     *
     * @param square whether only the square in the middle is wanted, of that size
     * @param background behind transparent pixels, 0xRRGGBB
     */
    public JavaEngine(int side, boolean square, int background) {
        this.side = side;
        this.square = square;
        this.background = background;
    }

    /** Who reads files of this format: JPEG, PNG, GIF, TIFF or WebP. */
    public static String reader(ImageFormat format) {
        return JavaReaders.description(format).orElseThrow();
    }

    /** Decodes {@code file} and makes the largest picture of it. */
    public Opened open(ImageHeader header, ImageFile file) throws RejectedException, CodecException {
        byte[] bytes = file.bytes();
        return switch (header.format()) {
            case HEIC -> inMemory(header, file, memory -> Heif.load().decode(memory, header.pixels()));
            case JXL -> inMemory(header, file, memory -> Jxl.load().decode(memory, header.pixels()));
            case BMP -> opened(Bmp.decode(bytes, header.pixels()), Optional.empty());
            default -> {
                if (Completeness.isTruncated(header.format(), bytes)) {
                    throw CodecException.truncated("The file ends early");
                }
                int orientation = Orientation.of(header.format(), bytes);
                yield JavaDecoder.decode(
                        header,
                        bytes,
                        said(header, bytes),
                        (rows, width, height) -> opened(rows, width, height, orientation));
            }
        };
    }

    /** A decoder of native memory. */
    private interface NativeDecoder {
        DecodedPixels decode(Memory memory) throws RejectedException, CodecException;
    }

    private Opened inMemory(ImageHeader header, ImageFile file, NativeDecoder decoder)
            throws RejectedException, CodecException {
        Optional<ICC_Profile> said = ColourNumbers.find(header.format(), file.bytes())
                .flatMap(IccProfile::of)
                .flatMap(JavaEngine::profile);
        if (file.memory().isPresent()) {
            return opened(decoder.decode(file.memory().get()), said);
        }
        try (Memory copy = new Memory(file.bytes().length)) {
            copy.write(0, file.bytes(), 0, file.bytes().length);
            return opened(decoder.decode(copy), said);
        }
    }

    private Opened opened(DecodedPixels pixels, Optional<ICC_Profile> said) {
        try (PixelRows rows = new NativeRows(
                pixels, pixels.profile().flatMap(JavaEngine::profile).or(() -> said))) {
            return opened(rows, rows.width(), rows.height(), 1);
        }
    }

    private Opened opened(PixelRows rows, int width, int height, int orientation) {
        Pixels upright = JavaPicture.turned(JavaPicture.fit(rows, fitting(rows), background), orientation);
        Pixels largest = square
                ? JavaPicture.square(upright, Math.min(side, Math.min(upright.width(), upright.height())))
                : upright;
        return orientation >= 5 ? new Opened(height, width, largest) : new Opened(width, height, largest);
    }

    /** The longer side of a picture whose shorter one is to be {@code side}, if only its square is wanted. */
    private int fitting(PixelRows rows) {
        if (!square) {
            return side;
        }
        int longer = Math.max(rows.width(), rows.height());
        double stretch = (double) longer / Math.min(rows.width(), rows.height());
        return (int) Math.min(Math.ceil(side * stretch), longer);
    }

    /** What a file says of its colours and its reader does not hear. */
    private static Optional<ICC_Profile> said(ImageHeader header, byte[] file) {
        return switch (header.format()) {
            case PNG ->
                PngProfile.read(file)
                        .or(() -> ColourNumbers.find(ImageFormat.PNG, file).flatMap(IccProfile::of))
                        .flatMap(JavaEngine::profile);
            case JPEG ->
                DcfColour.isAdobeRgb(file) && header.contents().profileBytes() == 0
                        ? profile(IccProfile.adobeRgb())
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<ICC_Profile> profile(byte[] profile) {
        try {
            return Optional.of(ICC_Profile.getInstance(profile));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A smaller copy of a picture that {@link #open} has made. */
    public static Pixels smaller(Pixels picture, int side) {
        return JavaPicture.fit(picture, side);
    }

    /** The picture as a JPEG; nothing else is written. */
    public static byte[] jpeg(Pixels picture, int quality) {
        return JavaJpeg.encode(picture, quality);
    }
}
