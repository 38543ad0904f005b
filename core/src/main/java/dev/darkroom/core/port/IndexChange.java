package dev.darkroom.core.port;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;

/** One change of the search index; changes carry the photo's version, so late and repeated ones do no harm. */
public sealed interface IndexChange {
    PhotoId photo();

    long version();

    /** The document of {@code content} as it is now. */
    record Upsert(Photo content) implements IndexChange {
        @Override
        public PhotoId photo() {
            return content.id();
        }

        @Override
        public long version() {
            return content.version();
        }
    }

    /** The document is gone as of {@code version}. */
    record Remove(UserId owner, PhotoId photo, long version) implements IndexChange {}
}
