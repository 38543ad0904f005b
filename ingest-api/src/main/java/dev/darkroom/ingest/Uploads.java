package dev.darkroom.ingest;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;

/** The refusals that more than one step of an upload can speak. */
final class Uploads {
    private Uploads() {}

    static ProblemException tooLarge(String bytes, long maxBytes) {
        return ProblemException.of(
                ErrorCode.CONTENT_TOO_LARGE, "The photo has " + bytes + " bytes; at most " + maxBytes + " are taken");
    }

    /** What the photo itself is refused for, as an answer. */
    static ProblemException refused(RejectedException e) {
        ErrorCode code = switch (e.reason()) {
            case TOO_MANY_BYTES -> ErrorCode.CONTENT_TOO_LARGE;
            case UNSUPPORTED_FORMAT -> ErrorCode.UNSUPPORTED_FORMAT;
            default -> ErrorCode.UNPROCESSABLE_PHOTO;
        };
        return ProblemException.of(code, e.getMessage(), e).because(e.reason());
    }
}
