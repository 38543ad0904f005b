package dev.darkroom.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreLedgerTest {
    private static final Instant NOW = Instant.parse("2026-02-01T10:00:00Z");
    private static final Restore RESTORE = new Restore(NOW.plusSeconds(2), NOW.plus(3, ChronoUnit.DAYS));
    private static final ObjectVersion PHOTO = new ObjectVersion("photos", "a b/ü\n+%.jpg", "null");
    private static final ObjectVersion OLDER = new ObjectVersion("photos", "a b/ü\n+%.jpg", "v1");

    @TempDir
    Path dir;

    @Test
    void keepsRestoresOfOneVersionAndNotOfAnotherOverARestart() throws IOException {
        try (RestoreLedger ledger = open(10, NOW)) {
            ledger.put(PHOTO, RESTORE);
        }
        try (RestoreLedger ledger = open(10, NOW)) {
            assertThat(ledger.find(PHOTO)).contains(RESTORE);
            assertThat(ledger.find(OLDER)).isEmpty();
        }
    }

    @Test
    void dropsWhatHasExpired() throws IOException {
        try (RestoreLedger ledger = open(10, NOW)) {
            ledger.put(PHOTO, RESTORE);
        }
        try (RestoreLedger ledger = open(10, RESTORE.expiresAt())) {
            assertThat(ledger.find(PHOTO)).isEmpty();
        }
        assertThat(file()).isEmptyFile();
    }

    @Test
    void survivesALastLineCutShortByACrash() throws IOException {
        try (RestoreLedger ledger = open(10, NOW)) {
            ledger.put(PHOTO, RESTORE);
        }
        Files.writeString(file(), "2026-02-01T10:00:02Z 2026-02-04T10:0", StandardOpenOption.APPEND);

        try (RestoreLedger ledger = open(10, NOW)) {
            ledger.put(OLDER, RESTORE);
        }
        try (RestoreLedger ledger = open(10, NOW)) {
            assertThat(ledger.find(PHOTO)).contains(RESTORE);
            assertThat(ledger.find(OLDER)).contains(RESTORE);
        }
    }

    @Test
    void isBounded() throws IOException {
        try (RestoreLedger ledger = open(1, NOW)) {
            ledger.put(PHOTO, RESTORE);
            ledger.put(PHOTO, RESTORE);

            assertThatThrownBy(() -> ledger.put(OLDER, RESTORE)).hasMessageContaining("at most 1 restores");
        }
    }

    @Test
    void rewritesItsFileWhenItHasGrownOld() throws IOException {
        try (RestoreLedger ledger = open(10, NOW)) {
            for (int i = 0; i < 1500; i++) {
                ledger.put(PHOTO, RESTORE);
            }
        }
        assertThat(Files.readAllLines(file())).hasSizeLessThan(1010);
    }

    private RestoreLedger open(int maxRestores, Instant now) throws IOException {
        return RestoreLedger.open(file(), maxRestores, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Path file() {
        return dir.resolve("restores.log");
    }
}
