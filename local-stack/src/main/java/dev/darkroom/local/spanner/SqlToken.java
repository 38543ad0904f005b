package dev.darkroom.local.spanner;

import java.util.Locale;

/** One token of a statement, with its place in the text; white space and comments are no tokens. */
record SqlToken(Kind kind, String text, int start, int end) {
    enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in double quotes; {@code text} is without them. */
        QUOTED,
        STRING,
        NUMBER,
        /** {@code $n}; {@code text} is n. */
        PARAMETER,
        SYMBOL
    }

    /** Whether it is this keyword or symbol; a quoted name is never a keyword. */
    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** The name as PostgreSQL stores it: folded to lower case unless quoted. */
    String name() {
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text;
    }
}
