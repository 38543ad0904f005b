package dev.darkroom.ingest;

import dev.darkroom.core.id.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A photo that is the whole body of its request, on its way into a file: it arrives as fast as somebody asks for more. For
 * one thread.
 */
final class Arrival {
    private static final int BUFFER_BYTES = 128 << 10;

    private final RequestBody body;
    private final ReceivedFile file;
    private final Hashing hashing;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private Optional<ContentHash> whole = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();

    Arrival(RequestBody body, ReceivedFile file, Hashing hashing) {
        this.body = body;
        this.file = file;
        this.hashing = hashing;
    }

    ReceivedFile file() {
        return file;
    }

    /** Receives some bytes; false when there are none left. What has failed fails ever after. */
    boolean more() {
        return unlessFailed(() -> {
            int read = body.read(buffer);
            file.write(buffer, 0, Math.max(0, read), hashing);
            return read >= 0;
        });
    }

    /** Receives what is left; the hash of everything, if it is not empty and keeps the promise. */
    ContentHash finish() {
        if (whole.isEmpty()) {
            boolean more = true;
            while (more) {
                more = more();
            }
            whole = Optional.of(unlessFailed(() -> file.finish(hashing)));
        }
        return whole.get();
    }

    /**
     * The photo from its first byte on, which arrives as it is read.
     *
     * @param length how many bytes it is said to have
     * @param verdict asked before the last of them is given away; when it throws, that never is
     */
    InputStream open(long length, Runnable verdict) {
        return new Reading(length, verdict);
    }

    private <T> T unlessFailed(Supplier<T> step) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        try {
            return step.get();
        } catch (RuntimeException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    private final class Reading extends InputStream {
        private final long length;
        private final Runnable verdict;
        private long position;

        Reading(long length, Runnable verdict) {
            this.length = length;
            this.verdict = verdict;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            if (count == 0 || position == length) {
                return count == 0 ? 0 : -1;
            }
            try {
                if (position == length - 1) {
                    verdict.run();
                }
                while (file.bytes() <= position) {
                    if (!more()) {
                        throw new IllegalStateException("It ended after " + position + " of " + length + " bytes");
                    }
                }
            } catch (RuntimeException e) {
                // Without its cause: whoever stores it would try a broken connection again.
                throw new IllegalStateException("The upload stopped: " + e.getMessage());
            }
            long held = position == length - 1 ? length : length - 1;
            int read = file.read(target, offset, (int) Math.min(count, held - position), position);
            position += read;
            return read;
        }
    }
}
