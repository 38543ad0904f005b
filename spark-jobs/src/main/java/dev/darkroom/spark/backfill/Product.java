package dev.darkroom.spark.backfill;

import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.imaging.rendition.RenditionFile;
import java.util.List;
import java.util.Optional;

/**
 * What a transform made of one photo.
 *
 * @param files to be stored under the recipe's name; none for a transform that makes data only
 * @param renditions what the catalogue keeps of those files
 */
record Product(List<RenditionFile> files, Optional<DerivedRenditions> renditions, Features features) {
    Product {
        files = List.copyOf(files);
    }

    /** Data only. */
    static Product of(Features features) {
        return new Product(List.of(), Optional.empty(), features);
    }
}
