package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Rejection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A photo could not be developed and never will be by this transform; the stream went on without it. */
public record PhotoRejected(UserId owner, PhotoId photo, long version, Rejection rejection, Instant occurredAt)
        implements Event {
    public PhotoRejected {
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Topic topic() {
        return Topic.REJECTED;
    }
}
