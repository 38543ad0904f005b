package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Somebody looked at a photo; for ranking, storage temperature and the audit trail. */
public record PhotoViewed(UserId owner, PhotoId photo, long version, UserId viewer, Instant occurredAt)
        implements Event {
    public PhotoViewed {
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Topic topic() {
        return Topic.VIEWED;
    }
}
