package dev.darkroom.serving;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.util.List;
import java.util.NoSuchElementException;

/** Photos that look like one of their owner's, all by the version of the transform {@code look} that is live. */
final class Likeness {
    /** The transform, and the member of an answer that names its version. */
    static final String LOOK = "look";

    private final FeatureIndex features;
    private final LiveVersions versions;
    private final PhotoReader reader;
    private final ServingMetrics metrics;

    Likeness(FeatureIndex features, LiveVersions versions, PhotoReader reader, ServingMetrics metrics) {
        this.features = features;
        this.versions = versions;
        this.reader = reader;
        this.metrics = metrics;
    }

    /**
     * The nearest of {@code owner}'s photos, without {@code to} itself.
     *
     * @throws ProblemException when there is no such photo, or nothing to compare it by
     */
    Alike photos(UserId owner, PhotoId to) {
        Photo photo = reader.find(owner, to)
                .orElseThrow(() -> ProblemException.of(ErrorCode.NOT_FOUND, "You have no photo with the id " + to));
        TransformId look = versions.of(LOOK)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.CONFLICT,
                        "No version of the transform look is known to be live, so that photos cannot be compared;"
                                + " an administrator has to promote one"));
        return new Alike(look, metrics.timeSearch(() -> nearest(look, photo)));
    }

    private List<PhotoId> nearest(TransformId look, Photo photo) {
        List<Float> vector = features.find(look, photo.owner(), photo.id())
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.CONFLICT,
                        "Photo " + photo.id() + " is " + photo.status().code() + " and was not looked at by " + look
                                + " yet; a new photo soon is, an older one when that version is backfilled"));
        try {
            return features.nearest(look, photo.owner(), vector, FeatureIndex.MAX_NEIGHBOURS).stream()
                    .filter(near -> !near.equals(photo.id()))
                    .toList();
        } catch (NoSuchElementException e) {
            throw new UnavailableException("The features of " + look + " were dropped while they were asked for", e);
        }
    }

    /** Photos in the eyes of one version, the most alike first. */
    record Alike(TransformId look, List<PhotoId> photos) {}
}
