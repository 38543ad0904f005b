package dev.darkroom.core.port;

import dev.darkroom.core.photo.Photo;

/** What became of an attempt to register an upload, and the row as it now is. */
public record Registration(Outcome outcome, Photo photo) {
    /** What became of it. */
    public enum Outcome {
        /** The row is new. */
        CREATED,
        /** A tombstone was here; the photo lives again, at a higher version, and its original must be stored again. */
        REVIVED,
        /** The same photo was here already. */
        DUPLICATE,
        /** The same photo was here already, and now has this upload's sidecar: it must be developed again. */
        AMENDED,
        /** The same photo is being deleted right now; nothing was changed, try again shortly. */
        DELETING
    }
}
