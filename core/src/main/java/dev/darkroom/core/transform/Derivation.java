package dev.darkroom.core.transform;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;

/** One entry of the ledger: what became of one photo under one transform. */
public record Derivation(UserId owner, PhotoId photo, TransformId transform, Outcome outcome) {
    /** How a derivation ended. */
    public sealed interface Outcome {}

    /** The output exists. */
    public record Done() implements Outcome {}

    /** The input can never be transformed. */
    public record Failed(Reason reason) implements Outcome {}

    /** The input is not there to be transformed, and for a good reason; another time it may be. */
    public record Excluded(Reason reason) implements Outcome {}
}
