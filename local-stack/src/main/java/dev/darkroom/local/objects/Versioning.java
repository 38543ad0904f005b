package dev.darkroom.local.objects;

/** What becomes of an object that is replaced or deleted. */
public enum Versioning {
    /** It is gone. */
    OFF,
    /** It stays as an older version. */
    ENABLED,
    /** It stays if it was made while versioning was enabled. */
    SUSPENDED
}
