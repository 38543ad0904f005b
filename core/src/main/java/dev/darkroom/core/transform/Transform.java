package dev.darkroom.core.transform;

import dev.darkroom.core.error.RejectedException;

/**
 * A named, versioned pure function of a photo. The same object runs in a Flink operator and in a Spark task; it knows
 * neither. Implementations are safe for use by several threads at once.
 *
 * @param <I> the input: an original's bytes, or a rendition's
 * @param <O> the output
 */
public interface Transform<I, O> {
    /** What decides the output, beside the input. */
    TransformId id();

    /**
     * Applies the function; the same input always gives the same output.
     *
     * @throws RejectedException when this input can never be transformed
     */
    O apply(I input) throws RejectedException;
}
