package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Rejection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A photo could not be developed and never will be by this transform; the stream went on without it. */
public record PhotoRejected(Photo snapshot, Instant occurredAt) implements PhotoEvent {
    public PhotoRejected {
        if (snapshot.status() != PhotoStatus.FAILED) {
            throw new IllegalArgumentException(
                    "A rejected photo must have failed, not " + snapshot.status() + ": " + snapshot.id());
        }
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Why it was rejected. */
    public Rejection rejection() {
        return snapshot.rejection().orElseThrow();
    }

    @Override
    public Topic topic() {
        return Topic.REJECTED;
    }

    @Override
    public UserId owner() {
        return snapshot.owner();
    }

    @Override
    public PhotoId photo() {
        return snapshot.id();
    }

    @Override
    public long version() {
        return snapshot.version();
    }
}
