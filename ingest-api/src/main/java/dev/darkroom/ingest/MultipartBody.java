package dev.darkroom.ingest;

import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/**
 * Takes the one file, and its sidecar if there is one, out of a multipart/form-data body (RFC 7578) while it arrives;
 * nothing is kept in memory. The part named {@code sidecar}, or whose file name ends in {@code .xmp}, is the sidecar.
 * Other fields are skipped.
 */
final class MultipartBody {
    private static final int MAX_PARTS = 16;
    private static final int MAX_HEADER_BYTES = 8192;
    private static final int MAX_FIELD_BYTES = 64 << 10;
    private static final Pattern SIDECAR_NAME =
            Pattern.compile(";[ \\t]*name[ \\t]*=[ \\t]*\"?sidecar\"?[ \\t]*(?:;|$)", Pattern.CASE_INSENSITIVE);

    private final MultiPart.Parser parser;
    private final Events events;

    private MultipartBody(String boundary, FileStart start) {
        events = new Events(start);
        parser = new MultiPart.Parser(boundary, events);
        parser.setMaxParts(MAX_PARTS);
        parser.setPartHeadersMaxLength(MAX_HEADER_BYTES);
    }

    /**
     * A parser for a body of this type.
     *
     * @throws ProblemException when the type has no usable boundary
     */
    static MultipartBody of(String contentType, FileStart start) {
        String boundary = MultiPart.extractBoundary(contentType);
        if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
            throw ProblemException.of(
                    ErrorCode.INVALID_REQUEST, "multipart/form-data needs a boundary of 1 to 70 characters");
        }
        return new MultipartBody(boundary, start);
    }

    /** Whether a body of this type is one. */
    static boolean isMultipart(Optional<String> contentType) {
        return contentType.orElse("").toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** Parses the next bytes. */
    void parse(byte[] buffer, int length) {
        parser.parse(Content.Chunk.from(ByteBuffer.wrap(buffer, 0, length), false));
        events.rethrow();
    }

    /** Ends the body; there must have been one file in it. */
    void finish() {
        parser.parse(Content.Chunk.EOF);
        events.rethrow();
        if (events.files == 0) {
            throw ProblemException.of(
                    ErrorCode.EMPTY_BODY, "The form has no file in it; send one part with a filename");
        }
    }

    /** Told when the file's part begins, with its headers, or its sidecar's; says where the bytes go. */
    interface FileStart {
        ByteSink begin(Optional<String> fileName, Optional<String> contentDigest);

        ByteSink beginSidecar();
    }

    /** Takes bytes. */
    @FunctionalInterface
    interface ByteSink {
        void write(byte[] buffer, int offset, int length);
    }

    /** Keeps the first failure, because the parser swallows what its listener throws. */
    private static final class Events implements MultiPart.Parser.Listener {
        private final FileStart start;
        private Optional<String> disposition = Optional.empty();
        private Optional<String> contentDigest = Optional.empty();
        private Optional<ByteSink> sink = Optional.empty();
        private Optional<RuntimeException> failure = Optional.empty();
        private int files;
        private int sidecars;
        private long fieldBytes;

        Events(FileStart start) {
            this.start = start;
        }

        @Override
        public void onPartBegin() {
            disposition = Optional.empty();
            contentDigest = Optional.empty();
            sink = Optional.empty();
        }

        @Override
        public void onPartHeader(String name, String value) {
            if (name.equalsIgnoreCase("Content-Disposition")) {
                disposition = Optional.of(value);
            } else if (name.equalsIgnoreCase("Content-Digest")) {
                contentDigest = Optional.of(value);
            }
        }

        @Override
        public void onPartHeaders() {
            Optional<String> fileName = disposition.flatMap(SentName::inDisposition);
            if (fileName.isEmpty() || failure.isPresent()) {
                return;
            }
            boolean isSidecar = isSidecar(disposition.orElse(""), fileName.get());
            if (isSidecar) {
                sidecars++;
            } else {
                files++;
            }
            if (files > 1 || sidecars > 1) {
                fail(ProblemException.of(
                        ErrorCode.INVALID_REQUEST,
                        "The form has several files; send one photo at a time, with at most one sidecar"));
                return;
            }
            guarded(() -> sink = Optional.of(isSidecar ? start.beginSidecar() : start.begin(fileName, contentDigest)));
        }

        private static boolean isSidecar(String disposition, String fileName) {
            return SIDECAR_NAME.matcher(disposition).find()
                    || fileName.toLowerCase(Locale.ROOT).endsWith(".xmp");
        }

        @Override
        public void onPartContent(Content.Chunk chunk) {
            ByteBuffer bytes = chunk.getByteBuffer();
            if (failure.isPresent() || !bytes.hasRemaining()) {
                return;
            }
            if (sink.isEmpty()) {
                fieldBytes += bytes.remaining();
                if (fieldBytes > MAX_FIELD_BYTES) {
                    fail(ProblemException.of(
                            ErrorCode.INVALID_REQUEST,
                            "Form fields besides the file exceed " + MAX_FIELD_BYTES + " bytes"));
                }
                return;
            }
            guarded(() -> copy(bytes, sink.get()));
        }

        @Override
        public void onFailure(Throwable cause) {
            fail(ProblemException.of(
                    ErrorCode.INVALID_REQUEST,
                    "The body is not the multipart/form-data that its type says, or has more than " + MAX_PARTS
                            + " parts, or more than " + MAX_HEADER_BYTES + " bytes of headers in one of them",
                    cause));
        }

        private static void copy(ByteBuffer bytes, ByteSink sink) {
            if (bytes.hasArray()) {
                sink.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            } else {
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                sink.write(copy, 0, copy.length);
            }
        }

        private void guarded(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                fail(e);
            }
        }

        private void fail(RuntimeException e) {
            failure = failure.or(() -> Optional.of(e));
        }

        private void rethrow() {
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }
}
