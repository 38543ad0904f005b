package dev.darkroom.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a test file byte by byte. */
public final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Bytes text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Single bytes. */
    public Bytes u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    public Bytes be16(int value) {
        return u8(value >> 8, value);
    }

    public Bytes be32(long value) {
        return be16((int) (value >> 16)).be16((int) value);
    }

    public Bytes le16(int value) {
        return u8(value, value >> 8);
    }

    public Bytes le32(long value) {
        return le16((int) value).le16((int) (value >> 16));
    }

    public Bytes zeros(int count) {
        return raw(new byte[count]);
    }

    /** A box of the ISO media format. */
    public Bytes box(String type, Bytes content) {
        byte[] inside = content.toArray();
        return be32(8L + inside.length).text(type).raw(inside);
    }

    public byte[] toArray() {
        return out.toByteArray();
    }
}
