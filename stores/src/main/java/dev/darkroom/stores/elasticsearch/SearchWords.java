package dev.darkroom.stores.elasticsearch;

import java.util.regex.Pattern;

/**
 * Adds the parts of compound words to a text, so that {@code IMG_1234.jpg} is found by {@code img}, {@code 1234} and
 * {@code IMG_1234} alike. Done here, because the tokenizer that would do it in the index is missing in some servers.
 */
final class SearchWords {
    private static final Pattern MARKS = Pattern.compile("[\\p{Punct}\\p{Pd}]+");
    private static final Pattern SEAMS =
            Pattern.compile("(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})|(?<=\\p{Ll})(?=\\p{Lu})");

    private SearchWords() {}

    /** {@code text}, followed by its parts where it has any. */
    static String withParts(String text) {
        String words = MARKS.matcher(text).replaceAll(" ").strip();
        String parts = SEAMS.matcher(words).replaceAll(" ");
        StringBuilder all = new StringBuilder(text);
        if (!words.equals(text)) {
            all.append(' ').append(words);
        }
        if (!parts.equals(words)) {
            all.append(' ').append(parts);
        }
        return all.toString();
    }
}
