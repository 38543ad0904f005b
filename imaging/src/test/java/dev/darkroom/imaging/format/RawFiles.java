package dev.darkroom.imaging.format;

import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The smallest raw files that are laid out as cameras do: a thumbnail, a larger preview, and data that is no picture. */
public final class RawFiles {
    /** The start of a lossless JPEG, which is how CR2 and DNG hold the sensor's data. */
    private static final byte[] LOSSLESS = new Bytes()
            .u8(0xff, 0xd8, 0xff, 0xc3)
            .be16(17)
            .u8(14)
            .be16(9000)
            .be16(9000)
            .u8(3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0)
            .zeros(40)
            .toArray();

    private byte[] file;

    private RawFiles(String head) {
        file = Arrays.copyOf(head.getBytes(StandardCharsets.ISO_8859_1), 16);
    }

    /** A raw file of {@code format} whose pictures are {@code thumbnail} and {@code preview}, to be turned. */
    public static byte[] of(ImageFormat format, byte[] thumbnail, byte[] preview, int orientation) {
        return switch (format) {
            case CR2 -> cr2(thumbnail, preview, orientation);
            case NEF, ARW ->
                subDirectories(
                        format == ImageFormat.NEF ? "NIKON CORPORATION" : "SONY", thumbnail, preview, orientation);
            case DNG -> dng(thumbnail, preview, orientation);
            case ORF -> orf(thumbnail, preview, orientation);
            case RW2 -> rw2(preview, orientation);
            case RAF -> raf(preview);
            case CR3 -> cr3(thumbnail, preview, orientation);
            default -> throw new IllegalArgumentException(format.code());
        };
    }

    private static byte[] cr2(byte[] thumbnail, byte[] preview, int orientation) {
        RawFiles raw = new RawFiles("II*\0\0\0\0\0CR\2\0");
        int sensor = raw.directory(0, jpegStrip(raw.put(LOSSLESS), LOSSLESS.length));
        int small = raw.directory(sensor, jpegOffsets(raw.put(thumbnail), thumbnail.length));
        int main = raw.directory(small, with(jpegStrip(raw.put(preview), preview.length), 0x112, 3, 1, orientation));
        return raw.first(main);
    }

    private static byte[] subDirectories(String make, byte[] thumbnail, byte[] preview, int orientation) {
        RawFiles raw = new RawFiles("MM\0*");
        int sensor = raw.directory(0, jpegStrip(raw.put(LOSSLESS), LOSSLESS.length));
        int full = raw.directory(0, jpegOffsets(raw.put(preview), preview.length));
        int subs = raw.put(new Bytes().be32(full).be32(sensor).toArray());
        int name = raw.put(new Bytes().text(make).u8(0).toArray());
        int at = raw.put(thumbnail);
        int main = raw.directory(0, new long[][] {
            {254, 4, 1, 1},
            {271, 2, make.length() + 1, name},
            {0x112, 3, 1, orientation},
            {0x14a, 4, 2, subs},
            {0x201, 4, 1, at},
            {0x202, 4, 1, thumbnail.length}
        });
        return raw.first(main);
    }

    private static byte[] dng(byte[] thumbnail, byte[] preview, int orientation) {
        RawFiles raw = new RawFiles("II*\0");
        int sensor = raw.directory(0, jpegStrip(raw.put(LOSSLESS), LOSSLESS.length));
        int full = raw.directory(0, jpegStrip(raw.put(preview), preview.length));
        int subs = raw.put(new Bytes().le32(sensor).le32(full).toArray());
        int main = raw.directory(
                0,
                with(
                        with(
                                with(jpegStrip(raw.put(thumbnail), thumbnail.length), 0x112, 3, 1, orientation),
                                0x14a,
                                4,
                                2,
                                subs),
                        50706,
                        1,
                        4,
                        0x401));
        return raw.first(main);
    }

    private static byte[] orf(byte[] thumbnail, byte[] preview, int orientation) {
        RawFiles raw = new RawFiles("IIRO");
        int smallAt = raw.put(thumbnail);
        Bytes note = new Bytes().text("OLYMPUS\0II\3\0");
        // The note's directory of one entry, then the one with the preview, then the preview.
        note.le16(1).le16(0x2020).le16(13).le32(1).le32(30).le32(0);
        note.le16(2)
                .le16(0x101)
                .le16(4)
                .le32(1)
                .le32(60)
                .le16(0x102)
                .le16(4)
                .le32(1)
                .le32(preview.length)
                .le32(0);
        byte[] whole =
                new Bytes().raw(Arrays.copyOf(note.toArray(), 60)).raw(preview).toArray();
        int noteAt = raw.put(whole);
        int exif = raw.directory(0, new long[][] {{0x927c, 7, whole.length, noteAt}});
        int thumbs = raw.directory(0, jpegOffsets(smallAt, thumbnail.length));
        int main = raw.directory(thumbs, new long[][] {{0x112, 3, 1, orientation}, {0x8769, 4, 1, exif}});
        return raw.first(main);
    }

    private static byte[] rw2(byte[] preview, int orientation) {
        RawFiles raw = new RawFiles("IIU\0");
        int at = raw.put(preview);
        return raw.first(raw.directory(0, new long[][] {{0x2e, 7, preview.length, at}, {0x112, 3, 1, orientation}}));
    }

    private static byte[] raf(byte[] preview) {
        return new Bytes()
                .text("FUJIFILMCCD-RAW 0201FF129502")
                .zeros(84 - 28)
                .be32(160)
                .be32(preview.length)
                .zeros(160 - 92)
                .raw(preview)
                .zeros(100)
                .toArray();
    }

    private static byte[] cr3(byte[] thumbnail, byte[] preview, int orientation) {
        byte[] tiff = new RawFiles("II*\0").main(orientation);
        Bytes canon = new Bytes().zeros(16).box("CMT1", new Bytes().raw(tiff));
        int mediaAt = 1000 + thumbnail.length;
        Bytes table = new Bytes()
                .box("stsz", new Bytes().be32(0).be32(0).be32(1).be32(preview.length))
                .box("co64", new Bytes().be32(0).be32(1).be32(0).be32(mediaAt + 8L));
        Bytes track = new Bytes().box("mdia", new Bytes().box("minf", new Bytes().box("stbl", table)));
        Bytes small = new Bytes()
                .zeros(24)
                .box(
                        "PRVW",
                        new Bytes()
                                .be32(0)
                                .be16(1)
                                .be16(160)
                                .be16(120)
                                .be16(1)
                                .be32(thumbnail.length)
                                .raw(thumbnail));
        byte[] head = new Bytes()
                .box("ftyp", new Bytes().text("crx ").be32(1).text("crx isom"))
                .box("moov", new Bytes().box("uuid", canon).box("trak", track))
                .box("uuid", small)
                .toArray();
        return new Bytes()
                .raw(head)
                .box("free", new Bytes().zeros(mediaAt - head.length - 8))
                .box("mdat", new Bytes().raw(preview))
                .toArray();
    }

    private byte[] main(int orientation) {
        return first(directory(0, new long[][] {{0x112, 3, 1, orientation}}));
    }

    private static long[][] jpegStrip(int at, int length) {
        return new long[][] {{0x103, 3, 1, 6}, {0x111, 4, 1, at}, {0x117, 4, 1, length}};
    }

    private static long[][] jpegOffsets(int at, int length) {
        return new long[][] {{0x201, 4, 1, at}, {0x202, 4, 1, length}};
    }

    private static long[][] with(long[][] entries, long... entry) {
        long[][] more = Arrays.copyOf(entries, entries.length + 1);
        more[entries.length] = entry;
        return more;
    }

    private ByteOrder order() {
        return file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** Adds bytes, and says where they are. */
    private int put(byte[] bytes) {
        int at = file.length;
        file = Arrays.copyOf(file, at + bytes.length + (bytes.length & 1));
        System.arraycopy(bytes, 0, file, at, bytes.length);
        return at;
    }

    /** Adds a directory of tag, type, count and value, and says where it is. */
    private int directory(int next, long[][] entries) {
        byte[] bytes = new byte[2 + 12 * entries.length + 4];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(order());
        out.putShort((short) entries.length);
        for (long[] entry : entries) {
            out.putShort((short) entry[0]).putShort((short) entry[1]).putInt((int) entry[2]);
            if (entry[1] == 3) {
                out.putShort((short) entry[3]).putShort((short) 0);
            } else {
                out.putInt((int) entry[3]);
            }
        }
        out.putInt(next);
        return put(bytes);
    }

    private byte[] first(int directory) {
        ByteBuffer.wrap(file).order(order()).putInt(4, directory);
        return file;
    }
}
