package dev.darkroom.web;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** Gives every request an id, or keeps the caller's, and puts it on the answer and on every line of the log. */
final class RequestIds {
    static final String HEADER = "X-Request-Id";
    private static final String FIELD = "request_id";
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private RequestIds() {}

    static void begin(Context request) {
        String id = Optional.ofNullable(request.header(HEADER))
                .filter(given -> SAFE.matcher(given).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        request.attribute(FIELD, id);
        request.header(HEADER, id);
        MDC.put(FIELD, id);
    }

    static void end() {
        MDC.remove(FIELD);
    }

    static String of(Context request) {
        return Optional.ofNullable(request.<String>attribute(FIELD)).orElse("none");
    }
}
