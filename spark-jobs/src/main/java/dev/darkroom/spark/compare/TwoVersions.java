package dev.darkroom.spark.compare;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.stores.Stores;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What both versions made of one photo.
 *
 * @param old by the version that is compared with
 * @param now by the version in question
 */
record TwoVersions(DerivedRenditions old, DerivedRenditions now) {
    /** Reads row and entries beside it; nothing when the photo is gone, or one version has made nothing of it. */
    static Optional<TwoVersions> find(
            Stores stores, UserId owner, PhotoId photo, TransformId oldVersion, TransformId newVersion) {
        Optional<DerivedRenditions> row =
                stores.catalog().find(owner, photo).flatMap(Photo::developed).map(Developed::derivedRenditions);
        return of(stores, owner, photo, oldVersion, row)
                .flatMap(old -> of(stores, owner, photo, newVersion, row).map(now -> new TwoVersions(old, now)));
    }

    private static Optional<DerivedRenditions> of(
            Stores stores, UserId owner, PhotoId photo, TransformId version, Optional<DerivedRenditions> row) {
        return row.filter(made -> made.recipe().equals(version))
                .or(() -> Optional.ofNullable(stores.renditions()
                        .findAll(owner, List.of(photo), version)
                        .get(photo)));
    }

    /**
     * Each new rendition with the old one of the same nominal size, largest first; of several that in the same format, else
     * the first.
     */
    Map<Rendition, Rendition> pairs() {
        Map<Rendition, Rendition> pairs = new LinkedHashMap<>();
        for (Rendition made : now.renditions()) {
            old.renditions().stream()
                    .filter(before -> before.size() == made.size())
                    .min(Comparator.comparing(before -> before.format() != made.format()))
                    .ifPresent(before -> pairs.put(made, before));
        }
        return pairs;
    }

    /** In how many bits of 64 the perceptual hashes differ. */
    int hashBits() {
        return Long.bitCount(old.perceptualHash() ^ now.perceptualHash());
    }
}
