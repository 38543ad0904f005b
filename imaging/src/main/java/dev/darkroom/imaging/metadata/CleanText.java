package dev.darkroom.imaging.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/** Turns text from a file into text that is safe to store and show: one line, bounded, without control characters. */
final class CleanText {
    /** Longest text in code points. */
    static final int MAX_LENGTH = 200;

    private static final int MAX_INPUT_CHARS = 16_384;
    private static final Charset OLD_CAMERAS = Charset.forName("windows-1252");

    private CleanText() {}

    /** UTF-8 when it is that, else the Western code page of old cameras; cut at the first NUL. */
    static Optional<String> of(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && length < MAX_INPUT_CHARS && bytes[length] != 0) {
            length++;
        }
        ByteBuffer text = ByteBuffer.wrap(bytes, 0, length);
        try {
            return of(StandardCharsets.UTF_8.newDecoder().decode(text).toString());
        } catch (CharacterCodingException e) {
            return of(new String(bytes, 0, length, OLD_CAMERAS));
        }
    }

    /** One line in Unicode's composed form; empty when nothing is left of it. */
    static Optional<String> of(String text) {
        String composed = Normalizer.normalize(
                text.length() > MAX_INPUT_CHARS ? text.substring(0, MAX_INPUT_CHARS) : text, Normalizer.Form.NFC);
        StringBuilder clean = new StringBuilder();
        boolean space = false;
        int length = 0;
        for (int at = 0; at < composed.length() && length < MAX_LENGTH; ) {
            int point = composed.codePointAt(at);
            at += Character.charCount(point);
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                space = clean.length() > 0;
            } else if (isVisible(point)) {
                if (space && length < MAX_LENGTH - 1) {
                    clean.append(' ');
                    length++;
                }
                space = false;
                clean.appendCodePoint(point);
                length++;
            }
        }
        return clean.length() == 0 ? Optional.empty() : Optional.of(clean.toString());
    }

    /** Neither a control, nor a lone surrogate, nor one of the marks that turn the direction of what follows. */
    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            case Character.FORMAT -> point == 0x200c || point == 0x200d;
            default -> true;
        };
    }
}
