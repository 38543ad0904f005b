package dev.darkroom.local.objects;

import java.io.IOException;

/** A {@link Refusal} on its way to whoever asked. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.message());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
