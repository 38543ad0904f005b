package dev.darkroom.local.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.local.objects.ObjectName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One request as the gateway reads it: method, decoded path, query and headers; path style only. */
record S3Request(String method, String path, QueryString query, Headers headers) {
    private static final Set<String> SIGNING_PARAMETERS = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-signedheaders",
            "x-amz-signature",
            "x-amz-security-token",
            "x-amz-content-sha256");

    static S3Request of(HttpExchange exchange) throws S3ErrorException {
        String rawQuery = exchange.getRequestURI().getRawQuery();
        return new S3Request(
                exchange.getRequestMethod(),
                PercentEncoding.decodePath(exchange.getRequestURI().getRawPath()),
                QueryString.parse(rawQuery == null ? "" : rawQuery),
                exchange.getRequestHeaders());
    }

    /**
     * The same request as if it had not been presigned: headers that a signer moved into the URL are headers again, and the signature's own
     * parameters are gone.
     */
    S3Request withoutPresigning() {
        Headers unhoisted = new Headers();
        unhoisted.putAll(headers);
        List<QueryString.Parameter> kept = new ArrayList<>();
        for (QueryString.Parameter parameter : query.parameters()) {
            String name = parameter.name().toLowerCase(Locale.ROOT);
            if (!name.startsWith("x-amz-")) {
                kept.add(parameter);
            } else if (!SIGNING_PARAMETERS.contains(name) && !unhoisted.containsKey(name)) {
                unhoisted.add(name, parameter.value());
            }
        }
        return new S3Request(method, path, new QueryString(kept), unhoisted);
    }

    String bucket() {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? path.substring(1) : path.substring(1, slash);
    }

    /** The object's key; empty when the request is about the bucket or about all buckets. */
    Optional<String> key() {
        int slash = path.indexOf('/', 1);
        return slash < 0 || slash == path.length() - 1 ? Optional.empty() : Optional.of(path.substring(slash + 1));
    }

    boolean isObject() {
        return key().isPresent();
    }

    boolean isBucket() {
        return !isObject() && !bucket().isEmpty();
    }

    /** The object that the request is about. */
    ObjectName object() throws S3ErrorException {
        ObjectName name = new ObjectName(bucket(), key().orElseThrow());
        if (name.key().getBytes(StandardCharsets.UTF_8).length > ObjectName.MAX_KEY_BYTES) {
            throw new S3ErrorException(
                    400, "KeyTooLongError", "Your key is too long: over " + ObjectName.MAX_KEY_BYTES);
        }
        return name;
    }

    Optional<String> versionId() {
        return query.first("versionId").filter(id -> !id.isEmpty());
    }

    /** A number in the query, which may be left out. */
    int number(String parameter, int fallback) throws S3ErrorException {
        Optional<String> text = query.first(parameter).filter(value -> !value.isEmpty());
        try {
            int number = text.isEmpty() ? fallback : Integer.parseInt(text.get());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through: the same answer as for a negative number.
        }
        throw S3ErrorException.invalidArgument(parameter + " is not a number from 0 on: " + text.orElse(""));
    }

    boolean is(String wantedMethod) {
        return method.equals(wantedMethod);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    OptionalLong contentLength() throws S3ErrorException {
        return length("Content-Length");
    }

    OptionalLong length(String headerName) throws S3ErrorException {
        Optional<String> text = header(headerName);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long length = Long.parseLong(text.get().trim());
            if (length >= 0) {
                return OptionalLong.of(length);
            }
        } catch (NumberFormatException e) {
            // Falls through: the same answer as for a negative number.
        }
        throw S3ErrorException.invalidRequest(headerName + " is not a length: " + text.get());
    }

    /** All values of a header as they are signed: trimmed, inner spaces collapsed, joined by commas. */
    String canonicalHeader(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return String.join(
                ",", values.stream().map(v -> v.trim().replaceAll(" +", " ")).toList());
    }
}
