package dev.darkroom.local.spanner;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** The answers to what Spanner does not do: each says what was refused and what to do instead. */
final class Refused {
    private Refused() {}

    static StatusRuntimeException invalid(String message) {
        return Status.INVALID_ARGUMENT.withDescription(message).asRuntimeException();
    }

    static StatusRuntimeException invalid(String what, String instead) {
        return invalid("Spanner (PostgreSQL dialect) has no " + what + ": " + instead);
    }

    static StatusRuntimeException precondition(String message) {
        return Status.FAILED_PRECONDITION.withDescription(message).asRuntimeException();
    }

    static StatusRuntimeException unimplemented(String what, String instead) {
        return Status.UNIMPLEMENTED
                .withDescription("The local Spanner gateway has no " + what + ": " + instead)
                .asRuntimeException();
    }

    static StatusRuntimeException notFound(String message) {
        return Status.NOT_FOUND.withDescription(message).asRuntimeException();
    }
}
