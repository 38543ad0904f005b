package dev.darkroom.web;

import dev.darkroom.core.error.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Ends a request with a problem; the edge turns it into the answer. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient Optional<Reason> reason;
    private final transient Map<String, String> headers;

    private ProblemException(
            ErrorCode code, String detail, Optional<Reason> reason, Map<String, String> headers, Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.reason = reason;
        this.headers = Map.copyOf(headers);
    }

    /** {@code detail} says what, which value, what to do. */
    public static ProblemException of(ErrorCode code, String detail) {
        return new ProblemException(code, detail, Optional.empty(), Map.of(), null);
    }

    /** As {@link #of(ErrorCode, String)}, keeping the cause for the log. */
    public static ProblemException of(ErrorCode code, String detail, Throwable cause) {
        return new ProblemException(code, detail, Optional.empty(), Map.of(), cause);
    }

    /** The same problem with the reason why the photo is refused. */
    public ProblemException because(Reason why) {
        return new ProblemException(code, getMessage(), Optional.of(why), headers, getCause());
    }

    /** The same problem, answered with one more header. */
    public ProblemException withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ProblemException(code, getMessage(), reason, more, getCause());
    }

    /** The same problem, saying when to come back; whole seconds, at least one. */
    public ProblemException retryAfter(Duration wait) {
        return withHeader(
                "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    public ErrorCode code() {
        return code;
    }

    public Optional<Reason> reason() {
        return reason;
    }

    /** Headers of the answer besides those that every problem has. */
    public Map<String, String> headers() {
        return headers;
    }
}
