package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.transform.Derivation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A photo was developed; carries the whole photo, so that a consumer needs to ask nobody.
 *
 * @param shadows what became of it under transforms that are not live: done or failed; their output is not in the photo
 */
public record PhotoDerived(Photo snapshot, List<Derivation> shadows, Instant occurredAt) implements PhotoEvent {
    public PhotoDerived {
        shadows = List.copyOf(shadows);
        if (snapshot.status() != PhotoStatus.COMPLETED) {
            throw new IllegalArgumentException(
                    "A derived photo must be completed, not " + snapshot.status() + ": " + snapshot.id());
        }
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** A photo that was developed by live transforms only. */
    public PhotoDerived(Photo snapshot, Instant occurredAt) {
        this(snapshot, List.of(), occurredAt);
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
