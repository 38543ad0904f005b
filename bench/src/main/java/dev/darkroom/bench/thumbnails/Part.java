package dev.darkroom.bench.thumbnails;

import java.util.Locale;

/** What the bench can measure, one without the others. */
enum Part {
    /** Thumbnails beside those of the peers, one thread each. */
    PEERS,
    /** Two threads beside one. */
    THREADS,
    /** HEIC and AVIF beside their decoders' own commands. */
    CODECS,
    /** Developing in workers beside developing in the process. */
    SANDBOX,
    /** What one slot of decoding needs at most. */
    SLOTS,
    /** Many photos through one process. */
    MEMORY;

    /** As an option names it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
