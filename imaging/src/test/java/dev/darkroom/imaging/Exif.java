package dev.darkroom.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes EXIF as cameras do: a big-endian TIFF with its main, EXIF and GPS directories. */
public final class Exif {
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Entry(int tag, int type, int count, byte[] value) {}

    private final List<Entry> main = new ArrayList<>();
    private final List<Entry> photo = new ArrayList<>();
    private final List<Entry> gps = new ArrayList<>();

    public Exif mainText(int tag, String text) {
        main.add(text(tag, text));
        return this;
    }

    public Exif mainShort(int tag, int value) {
        main.add(new Entry(tag, 3, 1, new Bytes().be16(value).zeros(2).toArray()));
        return this;
    }

    public Exif photoText(int tag, String text) {
        photo.add(text(tag, text));
        return this;
    }

    public Exif photoBytes(int tag, byte[] value) {
        photo.add(new Entry(tag, 7, value.length, value));
        return this;
    }

    public Exif photoShort(int tag, int value) {
        photo.add(new Entry(tag, 3, 1, new Bytes().be16(value).zeros(2).toArray()));
        return this;
    }

    public Exif gpsText(int tag, String text) {
        gps.add(text(tag, text));
        return this;
    }

    /** Numerators and denominators in turn. */
    public Exif gpsRationals(int tag, long... parts) {
        gps.add(rationals(tag, parts));
        return this;
    }

    public Exif photoRationals(int tag, long... parts) {
        photo.add(rationals(tag, parts));
        return this;
    }

    private static Entry text(int tag, String text) {
        byte[] value = new Bytes().text(text).u8(0).toArray();
        return new Entry(tag, 2, value.length, value);
    }

    private static Entry rationals(int tag, long... parts) {
        Bytes value = new Bytes();
        for (long part : parts) {
            value.be32(part);
        }
        return new Entry(tag, 5, parts.length / 2, value.toArray());
    }

    /** The TIFF structure. */
    public byte[] tiff() {
        int mainAt = 8;
        int entries = main.size() + (photo.isEmpty() ? 0 : 1) + (gps.isEmpty() ? 0 : 1);
        int photoAt = mainAt + length(main) + 12 * (entries - main.size());
        int gpsAt = photoAt + (photo.isEmpty() ? 0 : length(photo));
        List<Entry> all = new ArrayList<>(main);
        if (!photo.isEmpty()) {
            all.add(new Entry(0x8769, 4, 1, new Bytes().be32(photoAt).toArray()));
        }
        if (!gps.isEmpty()) {
            all.add(new Entry(0x8825, 4, 1, new Bytes().be32(gpsAt).toArray()));
        }
        Bytes out = new Bytes().text("MM\0*").be32(mainAt).raw(directory(all, mainAt));
        if (!photo.isEmpty()) {
            out.raw(directory(photo, photoAt));
        }
        if (!gps.isEmpty()) {
            out.raw(directory(gps, gpsAt));
        }
        return out.toArray();
    }

    /** This EXIF in front of a JPEG's other segments. */
    public byte[] into(byte[] jpeg) {
        byte[] tiff = tiff();
        return new Bytes()
                .u8(0xff, 0xd8, 0xff, 0xe1)
                .be16(2 + 6 + tiff.length)
                .text("Exif\0\0")
                .raw(tiff)
                .raw(Arrays.copyOfRange(jpeg, 2, jpeg.length))
                .toArray();
    }

    private static int length(List<Entry> entries) {
        int length = 2 + 12 * entries.size() + 4;
        for (Entry entry : entries) {
            length += entry.value.length > 4 ? entry.value.length + (entry.value.length & 1) : 0;
        }
        return length;
    }

    private static byte[] directory(List<Entry> entries, int at) {
        Bytes out = new Bytes().be16(entries.size());
        Bytes values = new Bytes();
        int valuesAt = at + 2 + 12 * entries.size() + 4;
        for (Entry entry : entries) {
            out.be16(entry.tag).be16(entry.type).be32(entry.count);
            if (entry.value.length <= 4) {
                out.raw(entry.value).zeros(4 - entry.value.length);
            } else {
                out.be32(valuesAt);
                values.raw(entry.value).zeros(entry.value.length & 1);
                valuesAt += entry.value.length + (entry.value.length & 1);
            }
        }
        return out.be32(0).raw(values.toArray()).toArray();
    }
}
