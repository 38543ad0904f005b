package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Upload;
import java.time.Instant;

/** An original and its row are durable, and the photo waits to be developed. */
public record PhotoUploaded(Upload upload, long version) implements PhotoEvent {
    @Override
    public Topic topic() {
        return Topic.UPLOADED;
    }

    @Override
    public UserId owner() {
        return upload.owner();
    }

    @Override
    public PhotoId photo() {
        return upload.id();
    }

    @Override
    public Instant occurredAt() {
        return upload.uploadedAt();
    }
}
