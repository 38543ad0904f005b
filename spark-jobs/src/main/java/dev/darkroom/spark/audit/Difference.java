package dev.darkroom.spark.audit;

import java.util.Locale;

/** The ways in which the stores can disagree about a photo. */
public enum Difference {
    /** An original in S3 that no row knows. */
    OBJECT_WITHOUT_ROW,
    /** A row whose original, or whose sidecar, is not in S3. */
    ROW_WITHOUT_OBJECT,
    /** A row at a version that no event, in Kafka or in the lake, has told of. */
    ROW_WITHOUT_EVENT,
    /** A completed photo that lacks a rendition. */
    MISSING_RENDITION,
    /** A rendition of a photo that no row knows. */
    RENDITION_WITHOUT_ROW,
    /** An object whose bytes are not the ones that the row names. */
    WRONG_CHECKSUM,
    /** A completed photo that search cannot find, or finds at an older version. */
    MISSING_DOCUMENT,
    /** A document of a photo that no row knows. */
    DOCUMENT_WITHOUT_ROW,
    /** A photo that lives in the lake and of which no row knows. */
    LAKE_PHOTO_WITHOUT_ROW,
    /** A completed or failed photo whose outcome the ledger does not have. */
    MISSING_DERIVATION,
    /** An entry of the ledger for a photo that no row knows. */
    DERIVATION_WITHOUT_ROW,
    /** A vector that the ledger calls done and the lake does not have. */
    MISSING_FEATURES,
    /** Features, in the lake, of a photo that no row knows. */
    FEATURES_WITHOUT_ROW,
    /** A vector that the ledger calls done and its space does not have. */
    MISSING_VECTOR,
    /** A vector, in any space, of a photo that no row knows. */
    VECTOR_WITHOUT_ROW;

    /** As printed: {@code object-without-row}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
