package dev.darkroom.ingest;

import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.text.Normalizer;
import java.util.List;

/** A photo's tags as an owner sends them: at most 100, each of 1 to 64 visible characters, in their order. */
record TagList(List<String> tags) {
    private static final int MAX_TAGS = 100;
    private static final int MAX_CHARS = 64;

    TagList {
        tags = List.copyOf(tags);
    }

    /**
     * In Unicode's NFC, single spaces, without repeats.
     *
     * @throws ProblemException {@link ErrorCode#INVALID_REQUEST} when there are too many, or one is too long or has
     *     nothing to see
     */
    List<String> clean() {
        if (tags.size() > MAX_TAGS) {
            throw invalid("A photo has at most " + MAX_TAGS + " tags, not " + tags.size());
        }
        return tags.stream().map(TagList::clean).distinct().toList();
    }

    private static String clean(String tag) {
        String normal = Normalizer.normalize(tag, Normalizer.Form.NFC)
                .replaceAll("\\s+", " ")
                .strip();
        if (normal.isEmpty() || normal.length() > MAX_CHARS) {
            throw invalid("A tag has 1 to " + MAX_CHARS + " characters, not " + normal.length());
        }
        if (normal.codePoints().anyMatch(TagList::isUnseen)) {
            throw invalid("A tag must not have control or direction characters");
        }
        return normal;
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        boolean joiner = c == 0x200C || c == 0x200D;
        return type == Character.CONTROL || type == Character.SURROGATE || (type == Character.FORMAT && !joiner);
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.of(ErrorCode.INVALID_REQUEST, detail);
    }
}
