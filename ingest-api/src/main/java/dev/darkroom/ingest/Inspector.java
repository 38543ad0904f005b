package dev.darkroom.ingest;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.format.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** Step two of an upload: what its header says it is, and whether that is within the limits, before anything is decoded. */
final class Inspector {
    private final Limits limits;

    Inspector(Limits limits) {
        this.limits = limits;
    }

    /**
     * Reads the header.
     *
     * @param bytes how many the file has when it is whole
     * @throws RejectedException when that is no photo, or more of one than is taken
     */
    Upload inspect(
            UserId owner, ContentHash content, Optional<String> sentName, ReceivedFile file, long bytes, Instant at)
            throws RejectedException {
        try {
            ImageHeader header = HeaderReader.read(file.channel());
            limits.check(header, bytes);
            return new Upload(
                    owner,
                    content,
                    FileName.clean(sentName.orElse(""), header.format()),
                    header.format(),
                    bytes,
                    header.width(),
                    header.height(),
                    at);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the temporary file " + file.path(), e);
        }
    }
}
