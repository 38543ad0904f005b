package dev.darkroom.local.s3;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Glacier's rules: an archived object cannot be read until a restore of it has ended, and again not once that has expired. */
final class ArchiveTier {
    private static final Set<String> TIERS = Set.of("Standard", "Bulk", "Expedited");
    private static final int MAX_DAYS = 36_500;

    private final Backend backend;
    private final RestoreLedger ledger;
    private final Duration restoreDelay;
    private final Clock clock;

    ArchiveTier(Backend backend, RestoreLedger ledger, Duration restoreDelay, Clock clock) {
        this.backend = backend;
        this.ledger = ledger;
        this.restoreDelay = restoreDelay;
        this.clock = clock;
    }

    /** Answers RestoreObject: 202 for a restore that begins, 200 for one that has ended and now lasts longer. */
    int restore(S3Request request, byte[] document) throws IOException {
        String key = request.key().orElseThrow();
        StoredObject stored = backend.head(
                        request.bucket(), key, request.query().first("versionId"))
                .orElseThrow(S3ErrorException::noSuchKey);
        if (!stored.isArchived()) {
            throw S3ErrorException.invalidObjectState(stored.storageClass());
        }
        int days = days(document, stored);
        ObjectVersion version = stored.of(request.bucket(), key);
        // Two requests for one object at the same moment: exactly one begins the restore.
        synchronized (ledger) {
            Instant now = clock.instant();
            Optional<Restore> known = ledger.find(version);
            if (known.isPresent() && known.get().isOngoing(now)) {
                throw new S3ErrorException(409, "RestoreAlreadyInProgress", "Object restore is already in progress");
            }
            Instant readyAt = known.map(Restore::readyAt).orElse(now.plus(restoreDelay));
            Instant from = known.isPresent() ? now : readyAt;
            ledger.put(version, new Restore(readyAt, expiry(from, days)));
            return known.isPresent() ? 200 : 202;
        }
    }

    /** As S3 counts: so many days, rounded up to the next midnight UTC. */
    private static Instant expiry(Instant from, int days) {
        Instant end = from.plus(days, ChronoUnit.DAYS);
        Instant midnight = end.truncatedTo(ChronoUnit.DAYS);
        return midnight.equals(end) ? end : midnight.plus(1, ChronoUnit.DAYS);
    }

    private static int days(byte[] document, StoredObject stored) throws S3ErrorException {
        Map<String, String> leaves = Xml.leaves(document);
        String tier = leaves.getOrDefault("Tier", "Standard");
        if (!TIERS.contains(tier)) {
            throw S3ErrorException.malformedXml();
        }
        if (tier.equals("Expedited") && stored.isDeepArchive()) {
            throw S3ErrorException.invalidRequest("Retrieval option is not supported by this storage class");
        }
        try {
            int days = Integer.parseInt(leaves.getOrDefault("Days", ""));
            if (days < 1 || days > MAX_DAYS) {
                throw new S3ErrorException(400, "InvalidArgument", "Days must be from 1 to " + MAX_DAYS + ": " + days);
            }
            return days;
        } catch (NumberFormatException e) {
            throw S3ErrorException.malformedXml();
        }
    }

    /** Refuses to copy from an archived object. */
    void requireReadableSource(CopySource source) throws IOException {
        Optional<StoredObject> stored = backend.head(source.bucket(), source.key(), source.versionId());
        if (stored.isPresent() && !isReadable(stored.get(), stored.get().of(source.bucket(), source.key()))) {
            throw S3ErrorException.invalidObjectState(stored.get().storageClass());
        }
    }

    boolean isReadable(StoredObject stored, ObjectVersion version) {
        return !stored.isArchived()
                || ledger.find(version)
                        .filter(r -> r.isReadable(clock.instant()))
                        .isPresent();
    }

    /** The value of {@code x-amz-restore} for an archived object of which a restore was asked. */
    Optional<String> restoreHeader(StoredObject stored, ObjectVersion version) {
        return stored.isArchived() ? ledger.find(version).map(r -> r.header(clock.instant())) : Optional.empty();
    }

    /** After an object was replaced or deleted its old restore means nothing. */
    void forget(ObjectVersion version) throws IOException {
        ledger.forget(version);
    }
}
