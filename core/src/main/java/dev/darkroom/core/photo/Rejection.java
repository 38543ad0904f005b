package dev.darkroom.core.photo;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.transform.TransformId;

/** Why and by which transform a photo was rejected; {@code detail} is for a person and holds no user data. */
public record Rejection(Reason reason, String detail, TransformId transform) {}
