package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A photo was developed; carries the whole photo, so that a consumer needs to ask nobody. */
public record PhotoDerived(Photo snapshot, Instant occurredAt) implements Event {
    public PhotoDerived {
        if (snapshot.status() != PhotoStatus.COMPLETED) {
            throw new IllegalArgumentException(
                    "A derived photo must be completed, not " + snapshot.status() + ": " + snapshot.id());
        }
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Topic topic() {
        return Topic.DERIVED;
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
