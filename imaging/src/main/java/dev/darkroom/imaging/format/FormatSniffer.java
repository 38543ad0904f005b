package dev.darkroom.imaging.format;

import dev.darkroom.core.photo.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Tells an image's format from its first bytes, never from its name. */
public final class FormatSniffer {
    /** How many first bytes are looked at; fewer are fine for short files. */
    public static final int SNIFF_BYTES = 128;

    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs", "heif", "mif1", "msf1");
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");
    private static final Set<Integer> BMP_HEADER_BYTES = Set.of(12, 40, 52, 56, 64, 108, 124);
    private static final String JXL_BOX = "\0\0\0\fJXL \r\n\u0087\n";

    private FormatSniffer() {}

    /**
     * The format that begins with {@code first}, or empty when it is none that Darkroom knows. NEF, ARW and DNG are TIFF by
     * their first bytes; {@link HeaderReader} tells them apart.
     */
    public static Optional<ImageFormat> sniff(byte[] first) {
        String head = new String(first, 0, Math.min(first.length, SNIFF_BYTES), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(ImageFormat.JPEG);
        }
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(ImageFormat.PNG);
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return Optional.of(ImageFormat.GIF);
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return Optional.of(ImageFormat.WEBP);
        }
        Optional<ImageFormat> raw = raw(head);
        if (raw.isPresent()) {
            return raw;
        }
        if (isTiff(head)) {
            return Optional.of(ImageFormat.TIFF);
        }
        if (head.startsWith("ftyp", 4)) {
            return brand(head);
        }
        if (head.startsWith("\u00ff\n") || head.startsWith(JXL_BOX)) {
            return Optional.of(ImageFormat.JXL);
        }
        return isBmp(head) ? Optional.of(ImageFormat.BMP) : Optional.empty();
    }

    /** The raw files that their first bytes tell; others are TIFF so far. */
    private static Optional<ImageFormat> raw(String head) {
        if (head.startsWith("FUJIFILMCCD-RAW ")) {
            return Optional.of(ImageFormat.RAF);
        }
        if (head.startsWith("ftypcrx ", 4)) {
            return Optional.of(ImageFormat.CR3);
        }
        if (head.startsWith("IIRO") || head.startsWith("IIRS") || head.startsWith("MMOR")) {
            return Optional.of(ImageFormat.ORF);
        }
        if (head.startsWith("IIU\0")) {
            return Optional.of(ImageFormat.RW2);
        }
        return head.startsWith("II*\0") && head.startsWith("CR", 8) ? Optional.of(ImageFormat.CR2) : Optional.empty();
    }

    private static boolean isTiff(String head) {
        return head.startsWith("II*\0")
                || head.startsWith("MM\0*")
                || head.startsWith("II+\0\b\0\0\0")
                || head.startsWith("MM\0+\0\b\0\0");
    }

    /** "BM" alone would match text: the reserved words must be zero and the header's size must be a known one. */
    private static boolean isBmp(String head) {
        return head.length() >= 18
                && head.startsWith("BM")
                && head.startsWith("\0\0\0\0", 6)
                && BMP_HEADER_BYTES.contains((int) head.charAt(14))
                && head.startsWith("\0\0\0", 15);
    }

    /** The major brand decides, unless it is the general one of HEIF: then a compatible brand may say AVIF. */
    private static Optional<ImageFormat> brand(String head) {
        if (head.length() < 12) {
            return Optional.empty();
        }
        String major = head.substring(8, 12);
        if (AVIF_BRANDS.contains(major)) {
            return Optional.of(ImageFormat.AVIF);
        }
        boolean heic = HEIC_BRANDS.contains(major);
        boolean general = major.equals("mif1") || major.equals("msf1");
        int boxLength = head.charAt(2) << 8 | head.charAt(3);
        for (int at = 16; at + 4 <= Math.min(boxLength, head.length()); at += 4) {
            String compatible = head.substring(at, at + 4);
            if ((general || !heic) && AVIF_BRANDS.contains(compatible)) {
                return Optional.of(ImageFormat.AVIF);
            }
            heic |= compatible.equals("heic") || compatible.equals("mif1");
        }
        return heic ? Optional.of(ImageFormat.HEIC) : Optional.empty();
    }
}
