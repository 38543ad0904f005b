package dev.darkroom.spark.backfill;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.transform.Derivation.Done;
import dev.darkroom.core.transform.Derivation.Excluded;
import dev.darkroom.core.transform.Derivation.Failed;
import dev.darkroom.core.transform.Derivation.Outcome;
import dev.darkroom.core.transform.TransformId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Pure functions from the result of a photo to its rows in the lake, by column. */
final class BatchRows {
    private BatchRows() {}

    /** The entry of the ledger. */
    static Map<String, Object> entry(TransformId transform, Result result) {
        Map<String, Object> row = key(transform, result);
        row.put("outcome", code(result.outcome()));
        reason(result.outcome()).ifPresent(reason -> row.put("reason", reason.code()));
        return row;
    }

    /** The row of the features; none when there is no data. */
    static Optional<Map<String, Object>> features(TransformId transform, Result result) {
        return result.product()
                .map(Product::features)
                .filter(features -> !features.isEmpty())
                .map(features -> {
                    Map<String, Object> row = key(transform, result);
                    row.put("vectors", features.vectors());
                    row.put("labels", features.labels());
                    row.put("numbers", features.numbers());
                    row.put("texts", features.texts());
                    return row;
                });
    }

    /** What the photo is to be found by, if it is. */
    static Optional<FeatureVector> vector(TransformId transform, Result result) {
        WorkItem item = result.item();
        return result.product()
                .flatMap(product -> product.features().searchable(transform))
                .map(vector -> new FeatureVector(item.owner(), item.photo(), item.version(), vector));
    }

    /** The code of an outcome in the ledger. */
    static String code(Outcome outcome) {
        return outcome instanceof Done ? "done" : outcome instanceof Failed ? "failed" : "excluded";
    }

    private static Optional<Reason> reason(Outcome outcome) {
        if (outcome instanceof Failed failed) {
            return Optional.of(failed.reason());
        }
        return outcome instanceof Excluded excluded ? Optional.of(excluded.reason()) : Optional.empty();
    }

    private static Map<String, Object> key(TransformId transform, Result result) {
        Map<String, Object> row = new HashMap<>();
        row.put("user_id", result.item().owner().value());
        row.put("photo_id", result.item().photo().toString());
        row.put("transform", transform.toString());
        row.put("version", result.item().version());
        row.put("occurred_at", OffsetDateTime.ofInstant(result.at(), ZoneOffset.UTC));
        return row;
    }
}
