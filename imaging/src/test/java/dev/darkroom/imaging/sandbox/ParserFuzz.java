package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.metadata.MetadataReader;
import java.nio.ByteBuffer;

/** What Jazzer calls with its inputs: every parser in Java that reads what somebody else has written. */
public final class ParserFuzz {
    private static final MetadataReader METADATA = new MetadataReader();

    private ParserFuzz() {}

    /** Fails with anything but the refusals that the parsers promise. */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            HeaderReader.read(data);
        } catch (RejectedException e) {
            // Refused, with a reason.
        }
        METADATA.apply(data);
        try {
            RecordCodec.read(Answer.class, ByteBuffer.wrap(data));
        } catch (IllegalArgumentException e) {
            // No answer.
        }
    }
}
