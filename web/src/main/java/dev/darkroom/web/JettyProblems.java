package dev.darkroom.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Problems for what fails before there is a request to handle: malformed request lines, headers, lengths. */
final class JettyProblems extends ErrorHandler {
    private static final int RETRY_SECONDS = 2;

    /** What Jetty says to HTTP/2 without its preface; an answer with it would have to offer an upgrade. */
    private static final int UPGRADE_REQUIRED = 426;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ErrorCode code = code(response.getStatus());
        byte[] body = problem(code, request.getHttpURI().getPath());
        response.setStatus(code.status());
        if (code == ErrorCode.UNAVAILABLE) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static ErrorCode code(int status) {
        if (status == UPGRADE_REQUIRED) {
            return ErrorCode.VERSION_NOT_SUPPORTED;
        }
        return ErrorCode.ofStatus(status).orElse(status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL_ERROR);
    }

    private static byte[] problem(ErrorCode code, String path) {
        return Problem.of(code, detail(code), path == null ? "/" : path).json();
    }

    /** In our own words: Jetty's name its classes. */
    private static String detail(ErrorCode code) {
        return switch (code) {
            case URI_TOO_LONG, HEADERS_TOO_LARGE ->
                "Request line and headers together are longer than is read here; send fewer or shorter ones";
            case REQUEST_TIMEOUT -> "The request did not arrive in time; send it again";
            case UNAVAILABLE -> "The server is stopping or has too much to do; send the request again";
            case VERSION_NOT_SUPPORTED -> "HTTP/1.1 is spoken here";
            case EXPECTATION_FAILED -> "The only expectation that is met here is 100-continue";
            default ->
                code.status() < 500
                        ? "The message is not HTTP that can be understood; check its request line, the encoding of its path,"
                                + " Host and Content-Length"
                        : code.title();
        };
    }
}
