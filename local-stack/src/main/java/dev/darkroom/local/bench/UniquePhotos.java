package dev.darkroom.local.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** Writes copies of photographs with the same pixels and bytes that nobody has stored before. Safe for threads. */
final class UniquePhotos {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8};
    private static final byte[] JPEG_COMMENT = {(byte) 0xFF, (byte) 0xFE};
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    UniquePhotos(Path folder) {
        this.folder = folder;
    }

    static boolean isJpeg(byte[] content) {
        return content.length > JPEG.length && Arrays.equals(content, 0, JPEG.length, JPEG, 0, JPEG.length);
    }

    /** The largest JPEG of fewer bytes than that. */
    static Optional<Path> largestJpeg(List<Path> files, long bytes) throws IOException {
        Optional<Path> best = Optional.empty();
        long most = -1;
        for (Path file : files) {
            long size = Files.size(file);
            if (size > most && size < bytes && isJpeg(Files.readAllBytes(file))) {
                best = Optional.of(file);
                most = size;
            }
        }
        return best;
    }

    /** A copy that differs by a comment segment, or, where the format knows none, by a box after the image. */
    Path of(Path photo) throws IOException {
        return padded(photo, 0);
    }

    /** The same with noise after the image, as a motion photo has its film there, until it has this many bytes. */
    Path padded(Path photo, long bytes) throws IOException {
        byte[] content = Files.readAllBytes(photo);
        byte[] id = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        Path copy = Files.createTempDirectory(folder, "photo").resolve(photo.getFileName());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy), BUFFER)) {
            long written = content.length;
            if (isJpeg(content)) {
                out.write(JPEG);
                out.write(JPEG_COMMENT);
                out.write(ByteBuffer.allocate(Short.BYTES)
                        .putShort((short) (Short.BYTES + id.length))
                        .array());
                out.write(id);
                out.write(content, JPEG.length, content.length - JPEG.length);
                written += JPEG_COMMENT.length + Short.BYTES + id.length;
            } else {
                out.write(content);
                out.write(ByteBuffer.allocate(2 * Integer.BYTES)
                        .putInt(2 * Integer.BYTES + id.length)
                        .put("free".getBytes(StandardCharsets.US_ASCII))
                        .array());
                out.write(id);
                written += 2 * Integer.BYTES + id.length;
            }
            writeNoise(out, bytes - written);
        }
        return copy;
    }

    /** Removes a copy; one that is gone already is fine. */
    static void delete(Path copy) throws IOException {
        Files.deleteIfExists(copy);
        Files.deleteIfExists(copy.getParent());
    }

    private static void writeNoise(OutputStream out, long bytes) throws IOException {
        SplittableRandom random = new SplittableRandom();
        byte[] noise = new byte[BUFFER];
        for (long left = bytes; left > 0; left -= noise.length) {
            random.nextBytes(noise);
            out.write(noise, 0, (int) Math.min(left, noise.length));
        }
    }
}
