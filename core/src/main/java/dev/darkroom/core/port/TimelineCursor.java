package dev.darkroom.core.port;

import dev.darkroom.core.id.PhotoId;
import java.time.Instant;

/** A place on an owner's timeline: pages begin after it. */
public record TimelineCursor(Instant sortAt, PhotoId photo) {}
