package dev.darkroom.serving;

import dev.darkroom.core.port.BlobStore;
import dev.darkroom.web.ByteRange;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.Preconditions;
import dev.darkroom.web.ProblemException;
import dev.darkroom.web.Routes;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/** Answers requests for renditions and originals: headers here, bytes streamed from the object store or left to it. */
final class FileSender {
    /** Every parameter that the route of originals knows. */
    static final Set<String> NAMES = Set.of("delivery", "search");

    /** Every parameter that the route of renditions knows. */
    static final Set<String> RENDITION_NAMES = Set.of("delivery", "recipe", "search");

    private static final String FOR_EVER = "private, immutable, max-age=31536000";
    private static final String ASKING_AGAIN = "private, no-cache";
    private static final int CHUNK_BYTES = 64 << 10;

    private final BlobStore blobs;
    private final SignedUrls urls;
    private final Delivery usual;
    private final ServingMetrics metrics;

    FileSender(BlobStore blobs, SignedUrls urls, Delivery usual, ServingMetrics metrics) {
        this.blobs = blobs;
        this.urls = urls;
        this.usual = usual;
        this.metrics = metrics;
    }

    /** Sends {@code file}, or says why not. */
    void send(Context request, ServedFile file, Parameters in) throws IOException {
        Delivery delivery =
                in.as("delivery", "stream or redirect", Delivery::of).orElse(usual);
        boolean head = request.method().equals(HandlerType.HEAD);
        FileDecision decision = FileDecision.of(
                file,
                Preconditions.of(name -> Routes.listHeader(request, name)),
                Routes.header(request, "Range"),
                head,
                delivery);
        if (decision instanceof FileDecision.ConditionFailed) {
            throw ProblemException.of(ErrorCode.PRECONDITION_FAILED, "The file has the entity tag " + file.etag());
        }
        if (decision instanceof FileDecision.Unsatisfiable) {
            throw ProblemException.of(
                            ErrorCode.RANGE_NOT_SATISFIABLE,
                            "The file has " + file.bytes() + " bytes; no range of it is " + request.header("Range"))
                    .withHeader("Content-Range", ByteRange.unsatisfied(file.bytes()));
        }
        describe(request, file);
        if (decision instanceof FileDecision.NotModified) {
            request.status(304);
        } else if (decision instanceof FileDecision.Redirect) {
            redirect(request, file);
        } else if (decision instanceof FileDecision.Part part) {
            request.status(206).header("Content-Range", part.range().contentRange(file.bytes()));
            stream(request, file, part.range());
        } else {
            request.header("Content-Digest", file.digest());
            whole(request, file, head);
        }
    }

    private static void describe(Context request, ServedFile file) {
        request.header("ETag", file.etag().toString())
                .header("Cache-Control", file.mayChange() ? ASKING_AGAIN : FOR_EVER)
                .header("Vary", "Authorization")
                .header("Accept-Ranges", "bytes")
                .header("Repr-Digest", file.digest())
                .header("X-Content-Type-Options", "nosniff")
                .contentType(file.mediaType());
        file.downloadName()
                .ifPresent(name -> request.header("Content-Disposition", ContentDisposition.attachment(name)));
    }

    private void redirect(Context request, ServedFile file) throws IOException {
        refuseArchived(file);
        request.status(307).header("Location", urls.of(file.key()).toString());
        if (!file.mayChange()) {
            request.header(
                    "Cache-Control", "private, max-age=" + urls.untilHourEnds().toSeconds());
        }
    }

    private void whole(Context request, ServedFile file, boolean head) throws IOException {
        if (head) {
            refuseArchived(file);
            request.res().setContentLengthLong(file.bytes());
        } else {
            stream(request, file, new ByteRange(0, file.bytes() - 1));
        }
    }

    /** Reads one byte, because only that tells an archived object from a restored one. */
    private void refuseArchived(ServedFile file) throws IOException {
        if (file.mayBeArchived()) {
            open(file, new ByteRange(0, 0)).close();
        }
    }

    private void stream(Context request, ServedFile file, ByteRange range) throws IOException {
        try (InputStream in = open(file, range)) {
            request.res().setContentLengthLong(range.length());
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                request.outputStream().write(chunk, 0, read);
                metrics.served(read);
            }
        }
    }

    /** The catalogue still named the object; when it is gone, the photo was deleted a moment ago. */
    private InputStream open(ServedFile file, ByteRange range) {
        try {
            return blobs.openRange(file.key(), range.first(), range.last());
        } catch (IllegalArgumentException e) {
            Optional<String> stored = blobs.head(file.key()).map(info -> info.bytes() + " bytes");
            if (stored.isEmpty()) {
                throw ProblemException.of(ErrorCode.NOT_FOUND, "The file is not stored any more", e);
            }
            throw new IllegalStateException(
                    file.key() + " has " + stored.get() + " and not " + file.bytes() + " as its row says", e);
        }
    }
}
