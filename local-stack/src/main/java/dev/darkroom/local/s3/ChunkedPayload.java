package dev.darkroom.local.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A body in the framing that AWS clients call {@code aws-chunked}, decoded while it streams: every chunk's signature is verified (when chunks
 * are signed), and the trailing checksum is found and its signature verified.
 */
final class ChunkedPayload implements Payload {
    private static final int MAX_LINE_BYTES = 4096;
    private static final int MAX_TRAILER_LINES = 16;
    private static final String CHUNK_SIGNATURE = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final InputStream body;
    private final long length;
    private final Optional<ChunkSignatures> signatures;
    private final Optional<String> trailerName;
    private long remaining;
    private long remainingInChunk;
    private String chunkSignature = "";
    private boolean isFirstChunk = true;

    ChunkedPayload(InputStream body, long length, Optional<ChunkSignatures> signatures, Optional<String> trailerName) {
        this.body = new BufferedInputStream(body, 1 << 16);
        this.length = length;
        this.remaining = length;
        this.signatures = signatures;
        this.trailerName = trailerName;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Optional<String> trailerName() {
        return trailerName;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        if (remainingInChunk == 0) {
            beginChunk();
            if (remainingInChunk == 0) {
                throw S3ErrorException.incompleteBody(
                        "The chunks ended " + remaining + " bytes before x-amz-decoded-content-length");
            }
        }
        int read = body.read(buffer, offset, (int) Math.min(count, remainingInChunk));
        if (read < 0) {
            throw S3ErrorException.incompleteBody("The body ended inside a chunk");
        }
        if (signatures.isPresent()) {
            signatures.get().update(buffer, offset, read);
        }
        remainingInChunk -= read;
        remaining -= read;
        if (remainingInChunk == 0) {
            endChunk();
        }
        return read;
    }

    @Override
    public Optional<String> verify() throws IOException {
        beginChunk();
        if (remainingInChunk != 0) {
            throw S3ErrorException.incompleteBody("The chunks hold more than x-amz-decoded-content-length");
        }
        if (signatures.isPresent()) {
            signatures.get().verifyChunk(chunkSignature);
        }
        return readTrailer();
    }

    private void beginChunk() throws IOException {
        if (!isFirstChunk && !readLine().isEmpty()) {
            throw malformed("a chunk is longer than its header says");
        }
        isFirstChunk = false;
        String header = readLine();
        if (header.isEmpty()) {
            throw S3ErrorException.incompleteBody("The body ended before its last chunk");
        }
        int semicolon = header.indexOf(';');
        try {
            remainingInChunk = Long.parseLong((semicolon < 0 ? header : header.substring(0, semicolon)).trim(), 16);
        } catch (NumberFormatException e) {
            throw malformed("a chunk's size is not a hexadecimal number");
        }
        if (remainingInChunk < 0 || remainingInChunk > remaining) {
            throw S3ErrorException.incompleteBody("The chunks hold more than x-amz-decoded-content-length");
        }
        if (signatures.isPresent()) {
            if (semicolon < 0 || !header.startsWith(CHUNK_SIGNATURE, semicolon + 1)) {
                throw malformed("a chunk is not signed");
            }
            chunkSignature =
                    header.substring(semicolon + 1 + CHUNK_SIGNATURE.length()).trim();
        }
    }

    private void endChunk() throws IOException {
        if (signatures.isPresent()) {
            signatures.get().verifyChunk(chunkSignature);
        }
    }

    private Optional<String> readTrailer() throws IOException {
        if (trailerName.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> checksum = Optional.empty();
        Optional<String> signature = Optional.empty();
        StringBuilder signedLines = new StringBuilder();
        for (int i = 0; i < MAX_TRAILER_LINES; i++) {
            String line = readLine();
            int colon = line.indexOf(':');
            if (colon < 0) {
                if (checksum.isPresent() && (signatures.isEmpty() || signature.isPresent())) {
                    break;
                }
                continue;
            }
            String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).trim();
            if (name.equals(TRAILER_SIGNATURE)) {
                signature = Optional.of(value);
            } else {
                signedLines.append(name).append(':').append(value).append('\n');
                if (name.equals(trailerName.get())) {
                    checksum = Optional.of(value);
                }
            }
        }
        if (checksum.isEmpty()) {
            throw new S3ErrorException(
                    400, "MalformedTrailerError", "The announced trailer is missing: " + trailerName.get());
        }
        if (signatures.isPresent()) {
            signatures.get().verifyTrailer(signedLines.toString(), signature.orElse(""));
        }
        return checksum;
    }

    /** A line without its end; empty at the end of the body. */
    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder(96);
        for (int c = body.read(); c >= 0 && c != '\n'; c = body.read()) {
            if (line.length() == MAX_LINE_BYTES) {
                throw malformed("a line is longer than " + MAX_LINE_BYTES + " bytes");
            }
            line.append((char) (c & 0xFF));
        }
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static S3ErrorException malformed(String what) {
        return S3ErrorException.invalidRequest("The aws-chunked body is malformed: " + what);
    }
}
