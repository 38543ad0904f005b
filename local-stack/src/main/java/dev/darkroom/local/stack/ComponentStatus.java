package dev.darkroom.local.stack;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * One component as it is now.
 *
 * @param pid absent when no process runs
 * @param residentBytes of its process and their children, shared pages counted once
 */
public record ComponentStatus(String name, OptionalLong pid, String address, Health health, long residentBytes) {
    /** What a component can be. */
    public enum Health {
        /** It answers in its own protocol. */
        UP,
        /** Its process runs and does not answer (yet). */
        UNREACHABLE,
        /** Its process ended without being asked to. */
        DIED,
        /** It was stopped, or never started. */
        STOPPED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
