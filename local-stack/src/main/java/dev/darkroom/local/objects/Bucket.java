package dev.darkroom.local.objects;

import java.time.Instant;

/** A bucket. */
public record Bucket(String name, Instant created, Versioning versioning) {}
