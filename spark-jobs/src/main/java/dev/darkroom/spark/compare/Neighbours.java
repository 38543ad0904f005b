package dev.darkroom.spark.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.transform.TransformId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Whether photos are alike to the same others under two versions.
 *
 * @param photos of the sample that have a vector in both and any other photo beside them
 * @param overlap share of its ten nearest photos under one version that are so under the other, on average
 * @param unchanged photos whose nearest ten are the same, in whatever order
 */
public record Neighbours(
        @JsonProperty("photos") long photos,
        @JsonProperty("overlap") double overlap,
        @JsonProperty("unchanged") long unchanged) {
    /** Nothing was found by either version. */
    static final Neighbours NONE = new Neighbours(0, 0, 0);

    private static final int NEAREST = 10;

    /**
     * Of {@code sample}, rows of owner and photo.
     *
     * @throws IllegalArgumentException when one of the versions has no space
     */
    static Neighbours of(List<Row> sample, FeatureIndex index, Versions versions) {
        List<TransformId> opened = index.opened();
        for (TransformId version : List.of(versions.old(), versions.now())) {
            if (!opened.contains(version)) {
                throw new IllegalArgumentException("There is nothing to compare: no photo is found by " + version
                        + ", which is retired or was never derived: ./darkroom job backfill --transform " + version);
            }
        }
        List<Double> shares = new ArrayList<>();
        for (Row row : sample) {
            UserId owner = new UserId(row.getString(0));
            PhotoId photo = PhotoId.parse(row.getString(1));
            Optional<Set<PhotoId>> before = nearest(index, versions.old(), owner, photo);
            Optional<Set<PhotoId>> after = nearest(index, versions.now(), owner, photo);
            if (before.isPresent() && after.isPresent()) {
                share(before.get(), after.get()).ifPresent(shares::add);
            }
        }
        return new Neighbours(
                shares.size(),
                shares.stream().mapToDouble(share -> share).average().orElse(0),
                shares.stream().filter(share -> share == 1).count());
    }

    /** Of the larger of the two; nothing when both are empty, which says nothing of the versions. */
    static Optional<Double> share(Set<PhotoId> before, Set<PhotoId> after) {
        int most = Math.max(before.size(), after.size());
        return most == 0
                ? Optional.empty()
                : Optional.of(before.stream().filter(after::contains).count() / (double) most);
    }

    private static Optional<Set<PhotoId>> nearest(
            FeatureIndex index, TransformId version, UserId owner, PhotoId photo) {
        return index.find(version, owner, photo).map(vector -> {
            List<PhotoId> found = new ArrayList<>(index.nearest(version, owner, vector, NEAREST + 1));
            found.remove(photo);
            return new HashSet<>(found.subList(0, Math.min(NEAREST, found.size())));
        });
    }
}
