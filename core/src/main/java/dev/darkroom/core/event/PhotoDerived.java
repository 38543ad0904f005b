package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.core.transform.TransformId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A photo was developed; carries the whole photo, so that a consumer needs to ask nobody.
 *
 * @param beside what became of it under transforms whose output is not in the snapshot, done or failed: those that are not
 *     live, and those that it is to be found by
 * @param vectors what it is to be found by, by transform
 */
public record PhotoDerived(
        Photo snapshot, List<Derivation> beside, Map<TransformId, List<Float>> vectors, Instant occurredAt)
        implements PhotoEvent {
    public PhotoDerived {
        beside = List.copyOf(beside);
        vectors = Collections.unmodifiableMap(new TreeMap<>(vectors));
        vectors.values().forEach(FeatureVector::check);
        if (snapshot.status() != PhotoStatus.COMPLETED) {
            throw new IllegalArgumentException(
                    "A derived photo must be completed, not " + snapshot.status() + ": " + snapshot.id());
        }
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** A photo that is what its snapshot says, and nothing else. */
    public PhotoDerived(Photo snapshot, Instant occurredAt) {
        this(snapshot, List.of(), Map.of(), occurredAt);
    }

    @Override
    public Topic topic() {
        return Topic.DERIVED;
    }

    @Override
    public UserId owner() {
        return snapshot.owner();
    }

    @Override
    public PhotoId photo() {
        return snapshot.id();
    }

    @Override
    public long version() {
        return snapshot.version();
    }
}
