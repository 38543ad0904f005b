package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Walks a container's segments or chunks and keeps the first metadata block of each kind. */
final class MetadataCollector {
    private static final int MAX_PARTS = 65_536;
    private static final String EXIF = "Exif\0\0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";
    private static final String PNG_XMP = "XML:com.adobe.xmp\0";
    private static final int IPTC_RESOURCE = 0x0404;
    private static final int IPTC_DIGEST_RESOURCE = 0x0425;

    private final ByteSource source;
    private Optional<byte[]> exif = Optional.empty();
    private Optional<byte[]> xmp = Optional.empty();
    private Optional<byte[]> iptc = Optional.empty();
    private Optional<byte[]> iptcDigest = Optional.empty();

    MetadataCollector(ByteSource source) {
        this.source = source;
    }

    ByteSource source() {
        return source;
    }

    MetadataBlocks blocks() {
        return new MetadataBlocks(exif, xmp, iptc, iptcDigest);
    }

    void readJpeg() throws IOException, RejectedException {
        long at = 2;
        for (int part = 0; part < MAX_PARTS; part++) {
            if (source.u8(at) != 0xff) {
                return;
            }
            int marker = source.u8(at + 1);
            if (marker == 0xda || marker == 0xd9) {
                return;
            }
            if (marker == 0xff) {
                at++;
                continue;
            }
            int length = source.u16(at + 2);
            long end = at + 2 + length;
            if (marker == 0xe1 && starts(at + 4, EXIF)) {
                exif(at + 4 + EXIF.length(), end);
            } else if (marker == 0xe1 && starts(at + 4, XMP)) {
                xmp(at + 4 + XMP.length(), end);
            } else if (marker == 0xed && starts(at + 4, PHOTOSHOP)) {
                photoshop(at + 4 + PHOTOSHOP.length(), end);
            }
            at = end;
        }
    }

    void readPng() throws IOException, RejectedException {
        long at = 8;
        for (int part = 0; part < MAX_PARTS; part++) {
            long start = at + 8;
            long end = start + source.u32(at);
            switch (source.fourChars(at + 4)) {
                case "eXIf" -> exif(start, end);
                case "iTXt" -> pngText(start, end);
                case "IEND" -> {
                    return;
                }
                default -> {
                    // pixels, profiles and the like
                }
            }
            at = end + 4;
        }
    }

    /** Keyword, compression flag and method, language, translated keyword, text. Compressed text is left alone. */
    private void pngText(long start, long end) throws IOException, RejectedException {
        if (!starts(start, PNG_XMP) || source.u8(start + PNG_XMP.length()) != 0) {
            return;
        }
        long at = start + PNG_XMP.length() + 2;
        for (int strings = 0; strings < 2 && at < end; at++) {
            strings += source.u8(at) == 0 ? 1 : 0;
        }
        xmp(at, end);
    }

    void readWebp() throws IOException, RejectedException {
        long at = 12;
        for (int part = 0; part < MAX_PARTS && at < source.size(); part++) {
            long start = at + 8;
            long length = source.u32(at + 4, ByteOrder.LITTLE_ENDIAN);
            switch (source.fourChars(at)) {
                case "EXIF" -> exif(start + (starts(start, EXIF) ? EXIF.length() : 0), start + length);
                case "XMP " -> xmp(start, start + length);
                default -> {
                    // pixels, profiles and the like
                }
            }
            at = start + length + (length & 1);
        }
    }

    void exif(long start, long end) throws IOException, RejectedException {
        exif = exif.isPresent() ? exif : block(start, end);
    }

    void xmp(long start, long end) throws IOException, RejectedException {
        xmp = xmp.isPresent() ? xmp : block(start, end);
    }

    /** Image resources: "8BIM", number, padded Pascal name, length, padded data; one of them is IPTC, another its digest. */
    private void photoshop(long start, long end) throws IOException, RejectedException {
        for (long at = start; at + 12 <= end && source.fourChars(at).equals("8BIM"); ) {
            int nameLength = source.u8(at + 6) + 1;
            long data = at + 6 + nameLength + (nameLength & 1) + 4;
            long length = source.u32(data - 4);
            int resource = source.u16(at + 4);
            if (resource == IPTC_RESOURCE && iptc.isEmpty()) {
                iptc = block(data, Math.min(end, data + length));
            } else if (resource == IPTC_DIGEST_RESOURCE && iptcDigest.isEmpty()) {
                iptcDigest = block(data, Math.min(end, data + length));
            }
            at = data + length + (length & 1);
        }
    }

    private Optional<byte[]> block(long start, long end) throws IOException, RejectedException {
        long length = end - start;
        return length < 1 || length > MetadataBlocks.MAX_BLOCK_BYTES
                ? Optional.empty()
                : Optional.of(source.bytes(start, (int) length));
    }

    private boolean starts(long at, String signature) throws IOException, RejectedException {
        byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
        return source.size() - at >= expected.length && Arrays.equals(source.bytes(at, expected.length), expected);
    }
}
