package dev.darkroom.local.objects;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The checksums that S3 verifies and keeps. */
public enum ChecksumAlgorithm {
    CRC32(4, 0xEDB88320L) {
        @Override
        public RunningChecksum start() {
            return RunningChecksum.of(new CRC32(), 4);
        }
    },
    CRC32C(4, 0x82F63B78L) {
        @Override
        public RunningChecksum start() {
            return RunningChecksum.of(new CRC32C(), 4);
        }
    },
    CRC64NVME(8, Crc64Nvme.POLYNOMIAL) {
        @Override
        public RunningChecksum start() {
            return RunningChecksum.of(new Crc64Nvme(), 8);
        }
    },
    SHA1(20, 0) {
        @Override
        public RunningChecksum start() {
            return RunningChecksum.of(digest("SHA-1"));
        }
    },
    SHA256(32, 0) {
        @Override
        public RunningChecksum start() {
            return RunningChecksum.of(digest("SHA-256"));
        }
    };

    private final int bytes;
    private final long polynomial;

    ChecksumAlgorithm(int bytes, long polynomial) {
        this.bytes = bytes;
        this.polynomial = polynomial;
    }

    /** A new computation. */
    public abstract RunningChecksum start();

    public int bytes() {
        return bytes;
    }

    /** As clients spell it in the header of the value. */
    public String header() {
        return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether the checksum of a whole follows from those of its parts. */
    public boolean isLinear() {
        return polynomial != 0;
    }

    /** The polynomial of a linear checksum, reflected. */
    long polynomial() {
        return polynomial;
    }

    public static Optional<ChecksumAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(a -> a.name().equalsIgnoreCase(name))
                .findFirst();
    }

    static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has " + name, e);
        }
    }
}
