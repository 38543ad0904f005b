package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;

/** Something that happened to one photo; {@link #version()} orders what happened to it. */
public sealed interface PhotoEvent extends Event
        permits PhotoUploaded, PhotoDerived, PhotoChanged, PhotoViewed, PhotoRejected {
    PhotoId photo();

    /** The version of the photo's row that this event speaks of. */
    long version();

    @Override
    default String key() {
        return photo().toString();
    }
}
