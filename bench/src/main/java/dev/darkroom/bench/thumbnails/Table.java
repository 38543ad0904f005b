package dev.darkroom.bench.thumbnails;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A table in Markdown: words in the first column, numbers in the others. */
final class Table {
    private final StringBuilder text = new StringBuilder();

    Table(String first, Collection<String> others) {
        row(first, others);
        text.append("|---|").append("---:|".repeat(others.size())).append(System.lineSeparator());
    }

    Table(String first, String... others) {
        this(first, List.of(others));
    }

    Table row(String first, Collection<String> others) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(others);
        text.append("| ").append(String.join(" | ", cells)).append(" |").append(System.lineSeparator());
        return this;
    }

    Table row(String first, String... others) {
        return row(first, List.of(others));
    }

    /** The table, and an empty line. */
    String text() {
        return text + System.lineSeparator();
    }

    /** A sentence, and an empty line. */
    static String sentence(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + System.lineSeparator() + System.lineSeparator();
    }

    /** With so many digits behind the point. */
    static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
