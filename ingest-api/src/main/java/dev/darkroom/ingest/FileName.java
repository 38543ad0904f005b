package dev.darkroom.ingest;

import dev.darkroom.core.photo.ImageFormat;
import java.text.Normalizer;

/** Makes a name that somebody sent safe to store and to show; nothing else is ever decided by it. */
final class FileName {
    private static final int MAX_CHARS = 255;
    private static final int MAX_EXTENSION_CHARS = 16;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private FileName() {}

    /**
     * The last part of a path, in Unicode's NFC, without control, format and direction characters, with single spaces,
     * at most 255 characters of which the extension is kept; {@code photo.jpg} when nothing is left.
     */
    static String clean(String sent, ImageFormat format) {
        String visible = visible(Normalizer.normalize(paired(sent), Normalizer.Form.NFC));
        String last = visible.substring(Math.max(visible.lastIndexOf('/'), visible.lastIndexOf('\\')) + 1)
                .replaceAll("\\s+", " ")
                .strip();
        boolean nothing = last.chars().allMatch(c -> c == '.' || c == ' ');
        return nothing ? "photo." + format.extension() : shortened(last);
    }

    /** Without halves of surrogate pairs, which no encoding can carry. */
    private static String paired(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(c -> c < 0xD800 || c > 0xDFFF).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(FileName::isVisible).forEach(c -> out.appendCodePoint(isSpace(c) ? ' ' : c));
        return out.toString();
    }

    private static boolean isSpace(int c) {
        return Character.isSpaceChar(c) || c == '\t';
    }

    /** Joiners stay: emoji and several scripts are written with them. */
    private static boolean isVisible(int c) {
        if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER || c == '\t') {
            return true;
        }
        boolean noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        return !noncharacter
                && switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.PRIVATE_USE -> false;
                    default -> true;
                };
    }

    private static String shortened(String name) {
        if (name.length() <= MAX_CHARS) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= MAX_EXTENSION_CHARS ? name.substring(dot) : "";
        int end = MAX_CHARS - extension.length();
        if (Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end).strip() + extension;
    }
}
