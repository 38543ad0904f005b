package dev.darkroom.local.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.darkroom.local.objects.ObjectStore;
import dev.darkroom.local.objects.RefusedException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one S3 request: who has not signed it is refused, everybody else's is answered by what it is about. */
final class GatewayHandler implements HttpHandler {
    static final String HEALTH_PATH = "/.darkroom/health";

    private static final Logger log = LoggerFactory.getLogger(GatewayHandler.class);
    private final RequestAuthenticator authenticator;
    private final ObjectStore store;
    private final BucketHandler buckets;
    private final ObjectHandler objects;

    GatewayHandler(
            RequestAuthenticator authenticator, ObjectStore store, BucketHandler buckets, ObjectHandler objects) {
        this.authenticator = authenticator;
        this.store = store;
        this.buckets = buckets;
        this.objects = objects;
    }

    @Override
    public void handle(HttpExchange exchange) {
        Answer answer = new Answer(exchange);
        try (exchange) {
            try {
                answer(exchange, answer);
            } catch (S3ErrorException e) {
                log.debug(
                        "{} {}: {} {}",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        e.code(),
                        e.getMessage());
                answer.error(e);
            } catch (RefusedException e) {
                answer.error(S3ErrorException.of(e));
            } catch (IOException e) {
                // Of the store, or of a client that has gone; the two look alike.
                log.info(
                        "{} {} broke off: {}",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        e.toString());
                answer.error(internalError());
            } catch (RuntimeException e) {
                log.error(
                        "{} {} failed",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        e);
                answer.error(internalError());
            }
        } catch (IOException e) {
            log.debug(
                    "{} {}: the client went away: {}",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    e.toString());
        }
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        S3Request signed = S3Request.of(exchange);
        if (signed.is("GET") && signed.path().equals(HEALTH_PATH)) {
            store.buckets().list();
            answer.text(200, "ok");
            return;
        }
        if (signed.is("OPTIONS")) {
            throw new S3ErrorException(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed.");
        }
        Authentication authentication = authenticator.authenticate(signed);
        Payload payload = Payloads.of(signed, authentication, exchange.getRequestBody());
        S3Request request = SignatureClaim.isPresigned(signed) ? signed.withoutPresigning() : signed;
        if (request.isObject()) {
            objects.handle(request, payload, answer);
        } else if (request.isBucket()) {
            buckets.handle(request, payload, answer);
        } else {
            buckets.service(request, payload, answer);
        }
    }

    private static S3ErrorException internalError() {
        return new S3ErrorException(500, "InternalError", "We encountered an internal error. Please try again.");
    }
}
