package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import java.time.Instant;

/** Something that happened to one photo. Events may be repeated and arrive late; {@link #version()} orders them. */
public sealed interface Event permits PhotoUploaded, PhotoDerived, PhotoChanged, PhotoViewed, PhotoRejected {
    /** Where events of this kind are published. */
    Topic topic();

    UserId owner();

    PhotoId photo();

    /** The version of the photo's row that this event speaks of. */
    long version();

    Instant occurredAt();
}
