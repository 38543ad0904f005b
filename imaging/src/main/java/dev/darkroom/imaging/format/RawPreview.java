package dev.darkroom.imaging.format;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.colour.IccProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The largest JPEG that a camera put into its raw file: the picture that Darkroom shows of it.
 *
 * @param start where it begins in the file
 * @param length its bytes
 * @param orientation how the raw file says that it is to be turned, 1 to 8; 0 when only the JPEG itself says
 * @param header sides and kind of the JPEG, under the raw file's format
 */
public record RawPreview(long start, long length, int orientation, ImageHeader header) {
    private static final int MAX_CANDIDATES = 64;

    /** A place where a JPEG may be. */
    record Candidate(long start, long length) {}

    /** What a container says: places, best guess or not, and an orientation or 0. */
    record Found(List<Candidate> candidates, int orientation) {}

    /**
     * Finds the preview of a whole raw file.
     *
     * @throws RejectedException with {@link Reason#UNSUPPORTED_FORMAT} when it has none, {@link Reason#TRUNCATED} when it
     *     ends before it
     */
    public static RawPreview find(ImageFormat format, byte[] file) throws RejectedException {
        try {
            return find(format, ByteSource.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
    }

    static RawPreview find(ImageFormat format, ByteSource source) throws IOException, RejectedException {
        Found found = switch (format) {
            case CR2, NEF, ARW, DNG, ORF, RW2 -> TiffRaw.read(source);
            case CR3 -> Cr3Raw.read(source);
            case RAF -> RafRaw.read(source);
            default -> throw new IllegalArgumentException("Not a raw format: " + format);
        };
        Optional<RawPreview> best = Optional.empty();
        boolean cut = false;
        for (Candidate candidate :
                found.candidates().stream().limit(MAX_CANDIDATES).toList()) {
            cut |= candidate.length() > 0 && candidate.start() + candidate.length() > source.size();
            Optional<ImageHeader> header = jpeg(format, source, candidate);
            if (header.isPresent()
                    && (best.isEmpty()
                            || header.get().pixels() > best.get().header().pixels())) {
                best = Optional.of(
                        new RawPreview(candidate.start(), candidate.length(), found.orientation(), header.get()));
            }
        }
        if (best.isPresent()) {
            return best.get();
        }
        throw cut
                ? new RejectedException(
                        Reason.TRUNCATED, "The " + format.code() + " ends before its preview, at " + source.size())
                : new RejectedException(
                        Reason.UNSUPPORTED_FORMAT,
                        "The " + format.code() + " holds no JPEG preview, and raw data itself is not developed");
    }

    /** Raw data are often JPEGs too, without loss and of more than 8 bits: those are none that can be shown. */
    private static Optional<ImageHeader> jpeg(ImageFormat format, ByteSource source, Candidate candidate)
            throws IOException {
        long start = candidate.start();
        if (start < 1 || candidate.length() < 4 || start + candidate.length() > source.size()) {
            return Optional.empty();
        }
        try {
            ByteSource inside = source.slice(start, candidate.length());
            if (inside.u16(0) != 0xffd8) {
                return Optional.empty();
            }
            ImageHeader jpeg = JpegHeader.readShowable(inside);
            return Optional.of(
                    new ImageHeader(format, jpeg.width(), jpeg.height(), jpeg.progressive(), jpeg.contents()));
        } catch (RejectedException e) {
            // Something else lies there; another place may be better.
            return Optional.empty();
        }
    }

    /** The preview as a file of its own, which is turned upright when it is shown. */
    public byte[] jpeg(byte[] raw) {
        byte[] jpeg = untouched(raw);
        if (orientation == 0) {
            return jpeg;
        }
        return OrientedJpeg.of(
                jpeg, orientation, isAdobeRgb(raw, jpeg) ? Optional.of(IccProfile.adobeRgb()) : Optional.empty());
    }

    /** The preview as the camera wrote it, with its own EXIF if it has one. */
    byte[] untouched(byte[] raw) {
        return Arrays.copyOfRange(raw, Math.toIntExact(start), Math.toIntExact(start + length));
    }

    /** Cameras write Adobe RGB previews without a profile, and say so in the raw file. */
    private boolean isAdobeRgb(byte[] raw, byte[] jpeg) {
        ByteSource source = ByteSource.of(raw);
        try {
            return switch (header.format()) {
                case RAF, RW2 -> DcfColour.isAdobeRgb(jpeg);
                case CR3 -> {
                    Optional<BmffBox> exif = Cr3Raw.tiff(source, "CMT2");
                    yield exif.isPresent()
                            && DcfColour.isAdobeRgb(source, exif.get().start());
                }
                default -> DcfColour.isAdobeRgb(source, 0);
            };
        } catch (RejectedException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
    }
}
