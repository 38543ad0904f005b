package dev.darkroom.core.port;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.PhotoStatus;

/** How far a row of the catalogue has come, without what is in it. */
public record PhotoVersion(UserId owner, PhotoId photo, long version, PhotoStatus status) {}
