package dev.darkroom.spark.backfill;

import dev.darkroom.core.transform.Derivation.Excluded;
import dev.darkroom.core.transform.Derivation.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one photo.
 *
 * @param product present when the outcome is done
 */
record Result(WorkItem item, Outcome outcome, Optional<Product> product, Instant at) {
    /** The same without the bytes of its files, which are stored. */
    Result withoutFiles() {
        return new Result(
                item, outcome, product.map(made -> new Product(List.of(), made.renditions(), made.features())), at);
    }

    /** The same photo, of which nothing is to be kept: it was deleted meanwhile. */
    Result excluded(Excluded instead) {
        return new Result(item, instead, Optional.empty(), at);
    }
}
