package dev.darkroom.local.chaos;

import java.util.Locale;

/** Which process is killed: one of the job itself, or a component of the stack. */
enum Victim {
    DRIVER,
    EXECUTOR,
    ELASTICSEARCH,
    SPANNER,
    S3;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is a component of the stack, by the name that is its {@link #code}. */
    boolean isComponent() {
        return this != DRIVER && this != EXECUTOR;
    }
}
