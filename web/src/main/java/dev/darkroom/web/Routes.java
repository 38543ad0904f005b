package dev.darkroom.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The routes of a service. A handler here only takes a request apart and an answer together; bodies that may fail while
 * they are read are written inside the handler ({@link Context#outputStream()}), so that the failure becomes a problem.
 */
public final class Routes {
    private final RoutesConfig config;
    private final List<String> declared = new ArrayList<>();

    Routes(RoutesConfig config) {
        this.config = config;
    }

    /** Answers GET, and HEAD by the same handler without the body. */
    public Routes get(String path, Handler handler) {
        return add(HandlerType.GET, path, handler).add(HandlerType.HEAD, path, handler);
    }

    public Routes post(String path, Handler handler) {
        return add(HandlerType.POST, path, handler);
    }

    public Routes put(String path, Handler handler) {
        return add(HandlerType.PUT, path, handler);
    }

    public Routes patch(String path, Handler handler) {
        return add(HandlerType.PATCH, path, handler);
    }

    public Routes delete(String path, Handler handler) {
        return add(HandlerType.DELETE, path, handler);
    }

    /**
     * Answers GET with a file of the class path.
     *
     * @throws IllegalArgumentException when there is no such file
     */
    public Routes resource(String path, String resource, String mediaType) {
        byte[] bytes = bytes(resource);
        return get(path, request -> request.contentType(mediaType).result(bytes));
    }

    /** What was declared: {@code GET /healthz}, in that order. */
    public List<String> declared() {
        return List.copyOf(declared);
    }

    /** A header of the request. */
    public static Optional<String> header(Context request, String name) {
        return Optional.ofNullable(request.header(name));
    }

    /** A header whose value is a list, and which may therefore be sent in several lines (RFC 9110, section 5.3). */
    public static Optional<String> listHeader(Context request, String name) {
        List<String> lines = Collections.list(request.req().getHeaders(name));
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
    }

    /** A query parameter of the request. */
    public static Optional<String> query(Context request, String name) {
        return Optional.ofNullable(request.queryParam(name));
    }

    /** Answers with {@code value} as JSON. */
    public static void json(Context request, int status, Object value) {
        request.status(status).contentType("application/json").result(Json.bytes(value));
    }

    private Routes add(HandlerType method, String path, Handler handler) {
        declared.add(method + " " + path);
        config.addHttpHandler(method, path, handler);
        return this;
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Routes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("Not on the class path: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
