package dev.darkroom.local.objects;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/**
 * A checksum that was verified when the bytes came.
 *
 * @param value base64; that of a {@link Type#COMPOSITE} one ends in a dash and the number of parts
 */
public record Checksum(ChecksumAlgorithm algorithm, String value, Type type) {
    /** What a checksum is of. */
    public enum Type {
        FULL_OBJECT,
        /** The checksum of the parts' checksums. */
        COMPOSITE
    }

    public static Checksum of(ChecksumAlgorithm algorithm, byte[] value) {
        return new Checksum(algorithm, Base64.getEncoder().encodeToString(value), Type.FULL_OBJECT);
    }

    /** That of an object made of parts, each with a checksum of this algorithm. */
    static Checksum ofParts(ChecksumAlgorithm algorithm, Type type, List<Part> parts) {
        return type == Type.COMPOSITE ? composite(algorithm, parts) : whole(algorithm, parts);
    }

    private static Checksum composite(ChecksumAlgorithm algorithm, List<Part> parts) {
        RunningChecksum all = algorithm.start();
        for (Part part : parts) {
            byte[] value = part.checksumBytes();
            all.update(value, 0, value.length);
        }
        String value = Base64.getEncoder().encodeToString(all.value()) + "-" + parts.size();
        return new Checksum(algorithm, value, Type.COMPOSITE);
    }

    private static Checksum whole(ChecksumAlgorithm algorithm, List<Part> parts) {
        CrcCombination crc = new CrcCombination(8 * algorithm.bytes(), algorithm.polynomial());
        long combined = 0;
        for (Part part : parts) {
            combined = crc.combine(
                    combined, number(part.checksumBytes()), part.segment().size());
        }
        byte[] eight = ByteBuffer.allocate(8).putLong(combined).array();
        return of(algorithm, java.util.Arrays.copyOfRange(eight, 8 - algorithm.bytes(), 8));
    }

    private static long number(byte[] bytes) {
        long number = 0;
        for (byte b : bytes) {
            number = number << 8 | (b & 0xFF);
        }
        return number;
    }

    String encoded() {
        return algorithm + " " + type + " " + value;
    }

    static Checksum decode(String text) {
        String[] words = text.split(" ", 3);
        return new Checksum(ChecksumAlgorithm.valueOf(words[0]), words[2], Type.valueOf(words[1]));
    }
}
