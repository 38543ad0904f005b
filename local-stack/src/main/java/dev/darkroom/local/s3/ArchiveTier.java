package dev.darkroom.local.s3;

import dev.darkroom.local.objects.StoredObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** Glacier's rules: an archived object cannot be read until a restore of it has ended, and again not once that has expired. */
final class ArchiveTier {
    private static final Set<String> TIERS = Set.of("Standard", "Bulk", "Expedited");
    private static final String DEEP_ARCHIVE = "DEEP_ARCHIVE";
    private static final Set<String> ARCHIVED = Set.of("GLACIER", DEEP_ARCHIVE);
    private static final int MAX_DAYS = 36_500;

    private final ObjectReader objects;
    private final RestoreLedger ledger;
    private final Duration restoreDelay;
    private final Clock clock;

    ArchiveTier(ObjectReader objects, RestoreLedger ledger, Duration restoreDelay, Clock clock) {
        this.objects = objects;
        this.ledger = ledger;
        this.restoreDelay = restoreDelay;
        this.clock = clock;
    }

    /** Answers RestoreObject: 202 for a restore that begins, 200 for one that has ended and now lasts longer. */
    int restore(S3Request request, byte[] document) throws IOException {
        StoredObject stored = objects.find(request.object(), request.versionId());
        if (!isArchived(stored)) {
            throw S3ErrorException.invalidObjectState(stored.facts().storageClass());
        }
        int days = days(document, stored);
        ObjectVersion version = ObjectVersion.of(stored);
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
        XmlElement order = XmlElement.parse(document);
        String tier = order.leafAt("GlacierJobParameters", "Tier")
                .or(() -> order.leafAt("Tier"))
                .orElse("Standard");
        if (!TIERS.contains(tier)) {
            throw S3ErrorException.malformedXml();
        }
        if (tier.equals("Expedited") && stored.facts().storageClass().equals(DEEP_ARCHIVE)) {
            throw S3ErrorException.invalidRequest("Retrieval option is not supported by this storage class");
        }
        try {
            int days = Integer.parseInt(order.leafAt("Days").orElse(""));
            if (days < 1 || days > MAX_DAYS) {
                throw new S3ErrorException(400, "InvalidArgument", "Days must be from 1 to " + MAX_DAYS + ": " + days);
            }
            return days;
        } catch (NumberFormatException e) {
            throw S3ErrorException.malformedXml();
        }
    }

    /** Refuses to give the bytes of an archived object, for a read or a copy. */
    void requireReadable(StoredObject stored) throws S3ErrorException {
        if (isArchived(stored)
                && ledger.find(ObjectVersion.of(stored))
                        .filter(r -> r.isReadable(clock.instant()))
                        .isEmpty()) {
            throw S3ErrorException.invalidObjectState(stored.facts().storageClass());
        }
    }

    /** The value of {@code x-amz-restore} for an archived object of which a restore was asked. */
    Optional<String> restoreHeader(StoredObject stored) {
        return isArchived(stored)
                ? ledger.find(ObjectVersion.of(stored)).map(r -> r.header(clock.instant()))
                : Optional.empty();
    }

    private static boolean isArchived(StoredObject stored) {
        return ARCHIVED.contains(stored.facts().storageClass());
    }
}
