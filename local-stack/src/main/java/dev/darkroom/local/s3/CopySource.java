package dev.darkroom.local.s3;

import dev.darkroom.local.objects.ObjectName;
import java.util.Optional;

/** The object that a copy reads, as the header {@code x-amz-copy-source} names it. */
record CopySource(ObjectName name, Optional<String> versionId) {
    private static final String VERSION = "?versionId=";

    static Optional<CopySource> of(S3Request request) throws S3ErrorException {
        Optional<String> header = request.header("x-amz-copy-source");
        return header.isEmpty() ? Optional.empty() : Optional.of(parse(header.get()));
    }

    private static CopySource parse(String header) throws S3ErrorException {
        int version = header.lastIndexOf(VERSION);
        Optional<String> versionId =
                version < 0 ? Optional.empty() : Optional.of(header.substring(version + VERSION.length()));
        String path = PercentEncoding.decodePath(version < 0 ? header : header.substring(0, version));
        String relative = path.startsWith("/") ? path.substring(1) : path;
        int slash = relative.indexOf('/');
        if (slash < 1 || slash == relative.length() - 1) {
            throw new S3ErrorException(400, "InvalidArgument", "x-amz-copy-source must be bucket/key: " + header);
        }
        return new CopySource(new ObjectName(relative.substring(0, slash), relative.substring(slash + 1)), versionId);
    }
}
