package dev.darkroom.local.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The restores that were asked for, kept over restarts: every change is appended to a file before it is answered, and the file is rewritten
 * without what has expired when it has grown to twice its worth. Thread-safe; holds at most {@code maxRestores}.
 */
final class RestoreLedger implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RestoreLedger.class);
    private static final int COMPACT_SLACK_LINES = 1000;

    private final Path file;
    private final int maxRestores;
    private final Clock clock;
    private final Map<ObjectVersion, Restore> restores = new HashMap<>();
    private FileChannel journal;
    private int journalLines;

    private RestoreLedger(Path file, int maxRestores, Clock clock) {
        this.file = file;
        this.maxRestores = maxRestores;
        this.clock = clock;
    }

    static RestoreLedger open(Path file, int maxRestores, Clock clock) throws IOException {
        RestoreLedger ledger = new RestoreLedger(file, maxRestores, clock);
        ledger.load();
        return ledger;
    }

    private synchronized void load() throws IOException {
        if (Files.exists(file)) {
            String text = Files.readString(file);
            // A crash may cut the last line short; its restore was never acknowledged.
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(this::replay);
        }
        journal = rewrite();
    }

    synchronized Optional<Restore> find(ObjectVersion version) {
        return Optional.ofNullable(restores.get(version)).filter(r -> !r.isExpired(clock.instant()));
    }

    synchronized void put(ObjectVersion version, Restore restore) throws IOException {
        if (!restores.containsKey(version) && restores.size() >= maxRestores) {
            compact();
            if (restores.size() >= maxRestores) {
                throw new S3ErrorException(
                        503, "SlowDown", "This local S3 keeps at most " + maxRestores + " restores at a time");
            }
        }
        append(line(version, restore));
        restores.put(version, restore);
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }

    private void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            journal.write(bytes);
        }
        journal.force(false);
        journalLines++;
        if (journalLines > 2 * restores.size() + COMPACT_SLACK_LINES) {
            compact();
        }
    }

    private void compact() throws IOException {
        journal.close();
        journal = rewrite();
    }

    private FileChannel rewrite() throws IOException {
        Instant now = clock.instant();
        restores.values().removeIf(r -> r.isExpired(now));
        StringBuilder lines = new StringBuilder();
        restores.forEach((version, restore) -> lines.append(line(version, restore)));
        AtomicFile.replace(file, lines.toString().getBytes(StandardCharsets.UTF_8));
        journalLines = restores.size();
        return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private static String line(ObjectVersion version, Restore restore) {
        return String.join(
                        " ",
                        restore.readyAt().toString(),
                        restore.expiresAt().toString(),
                        version.bucket(),
                        version.id(),
                        PercentEncoding.encode(version.key()))
                + "\n";
    }

    private void replay(String line) {
        String[] fields = line.split(" ", -1);
        try {
            if (fields.length != 5) {
                throw new DateTimeException("expected 5 fields, found " + fields.length);
            }
            restores.put(
                    new ObjectVersion(fields[2], PercentEncoding.decodePath(fields[4]), fields[3]),
                    new Restore(Instant.parse(fields[0]), Instant.parse(fields[1])));
        } catch (DateTimeException | S3ErrorException e) {
            log.warn("Ignoring a broken line of {}: {}", file, e.getMessage());
        }
    }
}
