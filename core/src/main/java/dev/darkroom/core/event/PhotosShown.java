package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A search showed photos; together with the views that name it, this says what was opened and what was passed over. It
 * does not say what was searched for.
 *
 * @param owner who searched, and whose photos they are
 * @param first the position of the first of {@code photos} among all that were found; 0 on the first page
 * @param photos in the order in which they were shown, 1 to 200
 */
public record PhotosShown(SearchId search, UserId owner, int first, List<Shown> photos, Instant occurredAt)
        implements Event {
    private static final int MAX_PHOTOS = 200;

    public PhotosShown {
        if (first < 0) {
            throw new IllegalArgumentException("The first position must not be negative: " + first);
        }
        if (photos.isEmpty() || photos.size() > MAX_PHOTOS) {
            throw new IllegalArgumentException("1 to " + MAX_PHOTOS + " photos can be shown, not " + photos.size());
        }
        photos = List.copyOf(photos);
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Topic topic() {
        return Topic.SEARCHED;
    }

    @Override
    public String key() {
        return search.toString();
    }

    /**
     * One photo that was shown.
     *
     * @param version of the photo, so that a deletion is known to come after this
     * @param relevance how well it matches the words, without its static rank; empty when the answer was in another order
     */
    public record Shown(PhotoId photo, long version, OptionalDouble relevance) {}
}
