package dev.darkroom.spark.backfill;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Original;
import java.util.Optional;

/** One version of a transform as a function of a photo's input; safe for threads. */
interface Derivative {
    /**
     * Makes the output.
     *
     * @param input the original, or its proxy
     * @param sidecar the XMP file beside the original, for those that read it
     * @throws RejectedException when this input can never be transformed
     */
    Product apply(Original input, Optional<byte[]> sidecar) throws RejectedException;

    /** Whether the sidecar decides the output, too. */
    boolean readsSidecar();
}
