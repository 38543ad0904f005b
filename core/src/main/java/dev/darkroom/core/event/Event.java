package dev.darkroom.core.event;

import dev.darkroom.core.id.UserId;
import java.time.Instant;

/** Something that happened among the photos of one user. Events may be repeated and arrive late. */
public sealed interface Event permits PhotoEvent, PhotosShown {
    /** Where events of this kind are published. */
    Topic topic();

    /** What the event is about; events with the same key keep their order within their topic. */
    String key();

    UserId owner();

    Instant occurredAt();
}
