package dev.darkroom.web;

import dev.darkroom.core.error.ArchivedException;
import dev.darkroom.core.error.UnavailableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a handler throws into a problem; the one place where that is decided. */
final class ProblemAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int ABORT = -1;
    private static final int MAX_SHOWN_CHARS = 100;

    private ProblemAnswers() {}

    static void install(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, request) -> answer(request, e));
        routes.exception(HttpResponseException.class, (e, request) -> answer(request, routing(e, request)));
        routes.exception(ArchivedException.class, (e, request) -> answer(request, archived(e)));
        routes.exception(UnavailableException.class, (e, request) -> answer(request, unavailable(e)));
        routes.exception(Exception.class, (e, request) -> answer(request, internal(e, request)));
    }

    /** For errors of the JVM itself: no body is built from what may be a full heap. */
    static void fatal(HttpServletResponse response, Error error) {
        LOG.error("Request failed by an error of the JVM", error);
        response.setHeader("Connection", "close");
        response.setContentLength(0);
    }

    private static void answer(Context request, ProblemException problem) {
        if (request.res().isCommitted()) {
            abort(request);
            return;
        }
        request.res().resetBuffer();
        request.removeHeader("Content-Length").removeHeader("ETag").removeHeader("Cache-Control");
        problem.headers().forEach(request::header);
        Problem body = new Problem(
                problem.code(),
                problem.getMessage(),
                request.path(),
                problem.reason(),
                Map.of("request_id", RequestIds.of(request)));
        request.status(problem.code().status())
                .contentType(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .result(body.json());
    }

    /** The answer has begun and cannot be mended: closing the connection tells the client that it is not whole. */
    private static void abort(Context request) {
        try {
            request.res().sendError(ABORT);
        } catch (IOException e) {
            LOG.debug("Connection was already closed", e);
        }
    }

    private static ProblemException routing(HttpResponseException e, Context request) {
        ErrorCode code = ErrorCode.ofStatus(e.getStatus()).orElse(ErrorCode.INTERNAL_ERROR);
        String method = request.req().getMethod();
        return switch (code) {
            case NOT_FOUND -> ProblemException.of(code, "No such path: " + shortened(request.path()));
            case METHOD_NOT_ALLOWED ->
                ProblemException.of(code, shortened(method) + " is not a method of " + shortened(request.path()))
                        .withHeader("Allow", allowed(e));
            default -> ProblemException.of(code, e.getMessage(), e);
        };
    }

    /** As much of what a client sent as is worth saying back. */
    private static String shortened(String text) {
        return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "...";
    }

    private static String allowed(HttpResponseException e) {
        return e.getDetails().values().stream().findFirst().orElse("").toUpperCase(Locale.ROOT);
    }

    private static ProblemException archived(ArchivedException e) {
        LOG.debug("Archived", e);
        return ProblemException.of(
                ErrorCode.ORIGINAL_ARCHIVED, "The original must be restored before it can be read", e);
    }

    private static ProblemException unavailable(UnavailableException e) {
        LOG.warn("A dependency is away: {}", e.getMessage());
        return ProblemException.of(
                        ErrorCode.UNAVAILABLE, "A store does not answer right now; send the request again", e)
                .retryAfter(RETRY);
    }

    private static ProblemException internal(Exception e, Context request) {
        LOG.error("Unexpected failure of {} {}", request.req().getMethod(), request.path(), e);
        String detail = "The server could not handle this request; its log has the request id";
        return ProblemException.of(ErrorCode.INTERNAL_ERROR, detail, e);
    }
}
