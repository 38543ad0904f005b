package dev.darkroom.imaging.codec;

/** A decoder refused a file; the message is for logs only. */
public final class CodecException extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean truncated;

    private CodecException(String message, boolean truncated) {
        super(message);
        this.truncated = truncated;
    }

    /** The file contradicts itself or its format. */
    public static CodecException corrupt(String message) {
        return new CodecException(message, false);
    }

    /** The file ends before its image does. */
    public static CodecException truncated(String message) {
        return new CodecException(message, true);
    }

    /** Whether the decoder knows that the end of the file is missing. */
    public boolean isTruncated() {
        return truncated;
    }
}
