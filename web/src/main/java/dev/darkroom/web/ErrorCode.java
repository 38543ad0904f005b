package dev.darkroom.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every error that an HTTP answer can carry; the one place that maps an error to its status and title. */
public enum ErrorCode {
    INVALID_REQUEST(400, "The request is not valid"),
    EMPTY_BODY(400, "The request has no photo in it"),
    INCOMPLETE_BODY(400, "The request ended before its body did"),
    INVALID_DIGEST(400, "The digest header cannot be read"),
    DIGEST_MISMATCH(400, "The bytes are not the ones that the digest names"),
    UNAUTHENTICATED(401, "A valid access token is needed"),
    FORBIDDEN(403, "The token does not allow this"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This resource does not take this method"),
    NOT_ACCEPTABLE(406, "No representation suits the request"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    CONFLICT(409, "The state of things does not allow this"),
    ORIGINAL_ARCHIVED(409, "The original lies in an archive and must be restored first"),
    LENGTH_REQUIRED(411, "The request must say its length"),
    PRECONDITION_FAILED(412, "A condition of the request does not hold"),
    CONTENT_TOO_LARGE(413, "The request body is too large"),
    URI_TOO_LONG(414, "The request target is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request body has a type that is not read here"),
    UNSUPPORTED_FORMAT(415, "The file is not an image format that is read here"),
    RANGE_NOT_SATISFIABLE(416, "The range lies outside the content"),
    EXPECTATION_FAILED(417, "The expectation of the request cannot be met"),
    UNPROCESSABLE_PHOTO(422, "The photo cannot be processed"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The request headers are too large"),
    INTERNAL_ERROR(500, "Something went wrong on the server"),
    NOT_IMPLEMENTED(501, "The server does not do this"),
    UNAVAILABLE(503, "The service cannot do this right now"),
    VERSION_NOT_SUPPORTED(505, "The HTTP version is not spoken here");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A sentence that is the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The kebab-case name: {@code content-too-large}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The stable type of the problem: {@code /problems/content-too-large}. */
    public String type() {
        return "/problems/" + slug();
    }

    /** The general code of a status that a library chose, if this list has one. */
    static Optional<ErrorCode> ofStatus(int status) {
        return Arrays.stream(values()).filter(code -> code.status == status).findFirst();
    }
}
