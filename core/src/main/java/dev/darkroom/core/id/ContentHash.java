package dev.darkroom.core.id;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The SHA-256 of an original's bytes, as 64 lower-case hexadecimal digits. Immutable. */
public record ContentHash(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private static final int BUFFER_BYTES = 64 << 10;

    public ContentHash {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("ContentHash must be 64 lower-case hex digits: " + hex);
        }
    }

    /** Hashes {@code bytes}. */
    public static ContentHash of(byte[] bytes) {
        return ofDigest(newDigest().digest(bytes));
    }

    /** Hashes everything that is left of {@code in}, through one buffer. */
    public static ContentHash of(InputStream in) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return ofDigest(digest.digest());
    }

    /** Wraps a finished 32-byte SHA-256 digest. */
    public static ContentHash ofDigest(byte[] digest) {
        return new ContentHash(HexFormat.of().formatHex(digest));
    }

    /** A fresh SHA-256 digest, for callers that hash while they stream. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256", e);
        }
    }

    /** The 32 bytes of the digest. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
