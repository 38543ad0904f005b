package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How often a photo has been tried, by its content hash, in a folder that outlives this process. A file is there while
 * its photo is being tried, and stays when nobody came back to say how it ended: one {@code b} for each beginning, one
 * {@code c} for each worker that died over it. Safe for threads.
 *
 * <p>A file is written before the photo is tried, not after: what takes the whole machine down with it must be counted,
 * too. Only a worker's death is the photo's fault beyond doubt, so that counts more than a beginning without an end,
 * which every restart in the middle of a photo leaves behind.
 */
final class Attempts {
    static final int MAX_CRASHES = 2;
    static final int MAX_UNFINISHED = 5;
    private static final int MAX_FILES = 10_000;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final byte[] BEGUN = {'b'};
    private static final byte[] CRASHED = {'c'};

    private final Path folder;
    private final String codec;

    private Attempts(Path folder, String codec) {
        this.folder = folder;
        this.codec = codec;
    }

    /**
     * The counts in {@code folder}, which is made when it is not there. Those that nobody will miss are removed: old ones,
     * and the oldest of very many.
     *
     * @param codec what decodes: another one begins to count anew
     */
    static Attempts in(Path folder, String codec, Clock clock) throws IOException {
        Files.createDirectories(folder);
        FileTime oldest = FileTime.from(clock.instant().minus(KEPT));
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> newestFirst = files.sorted(
                            Comparator.comparing(Attempts::modified).reversed())
                    .toList();
            for (int i = 0; i < newestFirst.size(); i++) {
                if (i >= MAX_FILES || modified(newestFirst.get(i)).compareTo(oldest) < 0) {
                    Files.deleteIfExists(newestFirst.get(i));
                }
            }
        }
        String hex = ContentHash.of(codec.getBytes(StandardCharsets.UTF_8)).hex();
        return new Attempts(folder, hex.substring(0, 12));
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            // Another process has just removed it.
            return FileTime.fromMillis(0);
        }
    }

    /**
     * The photo is about to be tried.
     *
     * @throws RejectedException with {@link Reason#DECODER_CRASHED} when it was tried often enough
     */
    void begin(ContentHash content) throws RejectedException {
        if (beginFirst(content)) {
            return;
        }
        String before = read(content);
        long crashes = before.chars().filter(c -> c == 'c').count();
        long unfinished = before.length() - 2 * crashes;
        if (crashes >= MAX_CRASHES) {
            throw new RejectedException(Reason.DECODER_CRASHED, "The decoder died on this photo " + crashes + " times");
        }
        if (unfinished >= MAX_UNFINISHED) {
            throw new RejectedException(
                    Reason.DECODER_CRASHED,
                    "This photo was being decoded each of the last " + unfinished + " times that the machine stopped");
        }
        append(content, BEGUN);
    }

    /** As nearly all photos do, for which nothing else is looked up. */
    private boolean beginFirst(ContentHash content) {
        try {
            Files.write(file(content), BEGUN, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** The worker died over it. */
    void crashed(ContentHash content) {
        append(content, CRASHED);
    }

    /** The photo did no harm, whatever came of it. */
    void settle(ContentHash content) {
        try {
            Files.deleteIfExists(file(content));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private String read(ContentHash content) {
        try {
            return Files.readString(file(content), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private void append(ContentHash content, byte[] mark) {
        try {
            Files.write(file(content), mark, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private Path file(ContentHash content) {
        return folder.resolve(content.hex() + "-" + codec);
    }

    /** Without its count a photo is not tried: it might be the one that never ends well. */
    private UnavailableException unavailable(IOException cause) {
        return new UnavailableException("Cannot count attempts in " + folder + "; check that it can be written", cause);
    }
}
