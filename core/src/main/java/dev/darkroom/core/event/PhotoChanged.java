package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A person changed or deleted a photo, or a batch job has changed what is known of it.
 *
 * @param snapshot the whole photo after the change; empty when it was deleted
 */
public record PhotoChanged(UserId owner, PhotoId photo, long version, Optional<Photo> snapshot, Instant occurredAt)
        implements PhotoEvent {
    public PhotoChanged {
        if (snapshot.isPresent() && !snapshot.get().id().equals(photo)) {
            throw new IllegalArgumentException("Snapshot must be of photo " + photo + ", not "
                    + snapshot.get().id());
        }
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** {@code changed} now reads like this. */
    public static PhotoChanged updated(Photo changed, Instant occurredAt) {
        return new PhotoChanged(changed.owner(), changed.id(), changed.version(), Optional.of(changed), occurredAt);
    }

    /** The photo is gone as of {@code version}. */
    public static PhotoChanged deleted(UserId owner, PhotoId photo, long version, Instant occurredAt) {
        return new PhotoChanged(owner, photo, version, Optional.empty(), occurredAt);
    }

    @Override
    public Topic topic() {
        return Topic.CHANGED;
    }
}
