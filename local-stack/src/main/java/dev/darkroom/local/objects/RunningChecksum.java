package dev.darkroom.local.objects;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.Checksum;

/** A checksum or digest that is being computed over bytes as they pass; for one thread. */
public interface RunningChecksum {
    void update(byte[] buffer, int offset, int count);

    /** Ends the computation. */
    byte[] value();

    /** MD5, of which S3 makes entity tags. */
    static RunningChecksum md5() {
        return of(ChecksumAlgorithm.digest("MD5"));
    }

    static RunningChecksum of(MessageDigest digest) {
        return new RunningChecksum() {
            @Override
            public void update(byte[] buffer, int offset, int count) {
                digest.update(buffer, offset, count);
            }

            @Override
            public byte[] value() {
                return digest.digest();
            }
        };
    }

    static RunningChecksum of(Checksum checksum, int bytes) {
        return new RunningChecksum() {
            @Override
            public void update(byte[] buffer, int offset, int count) {
                checksum.update(buffer, offset, count);
            }

            @Override
            public byte[] value() {
                byte[] eight =
                        ByteBuffer.allocate(8).putLong(checksum.getValue()).array();
                return Arrays.copyOfRange(eight, 8 - bytes, 8);
            }
        };
    }
}
