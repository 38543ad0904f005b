package dev.darkroom.core.transform;

import java.time.Instant;

/**
 * One version of a transform, as the registry holds it.
 *
 * @param definition all that is needed to make the function again: a recipe's text, or the canonical text of what code
 *     decides
 * @param changedAt when it came into its state
 */
public record TransformVersion(
        TransformId id,
        TransformState state,
        TransformInput input,
        String definition,
        Instant registeredAt,
        Instant changedAt) {
    /** The longest definition that is kept. */
    public static final int MAX_DEFINITION = 64 << 10;

    public TransformVersion {
        checkDefinition(id, definition);
    }

    /**
     * Refuses a definition that says nothing or is too long.
     *
     * @throws IllegalArgumentException saying so
     */
    public static void checkDefinition(TransformId id, String definition) {
        if (definition.isBlank() || definition.length() > MAX_DEFINITION) {
            throw new IllegalArgumentException("The definition of " + id + " must have 1 to " + MAX_DEFINITION
                    + " characters, not " + definition.length());
        }
    }
}
