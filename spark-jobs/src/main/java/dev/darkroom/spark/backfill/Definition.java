package dev.darkroom.spark.backfill;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformVersion;
import java.io.Serializable;

/**
 * A registered version as it travels to tasks.
 *
 * @param id as {@link TransformId#toString()}
 * @param text all that is needed to make the function again
 */
record Definition(String id, String text) implements Serializable {
    static Definition of(TransformVersion version) {
        return new Definition(version.id().toString(), version.definition());
    }

    TransformId transform() {
        return TransformId.parse(id);
    }
}
