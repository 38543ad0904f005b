package dev.darkroom.ingest;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.time.Duration;
import java.util.Optional;

/** Step one of an upload: the body into a temporary file, through one fixed buffer, hashed on the way. */
final class Receiver {
    private static final int BUFFER_BYTES = 128 << 10;

    private final TempFolder folder;
    private final long maxBytes;
    private final Duration deadline;

    Receiver(TempFolder folder, long maxBytes, Duration deadline) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.deadline = deadline;
    }

    /**
     * What came.
     *
     * @param file to be closed by the caller
     * @param sentName as the client wrote it
     * @param sidecar the XMP file that came with it
     */
    record Received(
            ReceivedFile file, ContentHash content, Optional<String> sentName, Optional<ReceivedSidecar> sidecar) {}

    /**
     * Reads the whole body; when that fails, nothing stays behind.
     *
     * @param ahead is told of bytes that are a photo's
     * @throws ProblemException when it is empty, too large, incomplete or not what its digest promised
     */
    Received receive(UploadRequest request, StoreAhead ahead) {
        ReceivedFile file = ReceivedFile.in(folder, maxBytes);
        boolean whole = false;
        try {
            RequestBody body = new RequestBody(request.body(), deadline);
            Received received = MultipartBody.isMultipart(request.contentType())
                    ? form(request.contentType().orElseThrow(), body, request.promise(), file)
                    : raw(request, body, file, ahead);
            whole = true;
            return received;
        } finally {
            if (!whole) {
                file.close();
            }
        }
    }

    private static Received raw(UploadRequest request, RequestBody body, ReceivedFile file, StoreAhead ahead) {
        Arrival arrival = new Arrival(body, file, new Hashing(request.promise()));
        while (arrival.more()) {
            ahead.arrived(arrival);
        }
        return new Received(file, arrival.finish(), request.sentName(), Optional.empty());
    }

    /** The request's own digest is of the whole form (RFC 9530); a part may bring one of its file. */
    private static Received form(String contentType, RequestBody body, ContentDigest promise, ReceivedFile file) {
        FormFile found = new FormFile(file);
        MultipartBody form = MultipartBody.of(contentType, found);
        Optional<Hashing> whole = promise.isEmpty() ? Optional.empty() : Optional.of(new Hashing(promise));
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            int length = read;
            whole.ifPresent(hashing -> hashing.update(buffer, 0, length));
            form.parse(buffer, length);
        }
        form.finish();
        whole.ifPresent(Hashing::finish);
        return new Received(file, file.finish(found.hashing()), found.name, found.sidecar.map(ReceivedSidecar::finish));
    }

    /** Remembers the headers of the file's part, and the sidecar. */
    private static final class FormFile implements MultipartBody.FileStart {
        private final ReceivedFile file;
        private Optional<String> name = Optional.empty();
        private Optional<Hashing> hashing = Optional.empty();
        private Optional<ReceivedSidecar> sidecar = Optional.empty();

        FormFile(ReceivedFile file) {
            this.file = file;
        }

        @Override
        public MultipartBody.ByteSink begin(Optional<String> fileName, Optional<String> contentDigest) {
            name = fileName;
            Hashing fresh = new Hashing(ContentDigest.parse(contentDigest));
            hashing = Optional.of(fresh);
            return (buffer, offset, length) -> file.write(buffer, offset, length, fresh);
        }

        @Override
        public MultipartBody.ByteSink beginSidecar() {
            ReceivedSidecar fresh = new ReceivedSidecar();
            sidecar = Optional.of(fresh);
            return fresh::write;
        }

        Hashing hashing() {
            return hashing.orElseThrow(() -> ProblemException.of(ErrorCode.EMPTY_BODY, "The form has no file in it"));
        }
    }
}
