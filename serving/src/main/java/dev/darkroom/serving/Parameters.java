package dev.darkroom.serving;

import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The query parameters of one request: only known names, each given once; blank means absent. */
final class Parameters {
    private static final Pattern ASCII_INTEGER = Pattern.compile("[0-9]+");

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Takes the parameters of a request.
     *
     * @throws ProblemException when one is not among {@code known}, or given twice
     */
    static Parameters of(Map<String, List<String>> values, Set<String> known) {
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw refused(shortened(name), String.join(",", given), "absent; known are " + new TreeSet<>(known));
            }
            if (given.size() > 1) {
                throw refused(name, String.join(" and ", given), "given once");
            }
        });
        return new Parameters(Map.copyOf(values));
    }

    Optional<String> text(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The parameter as {@code parse} reads it; anything it refuses is answered with {@code mustBe}. */
    <T> Optional<T> as(String name, String mustBe, Function<String, T> parse) {
        return text(name).map(value -> {
            try {
                return parse.apply(value);
            } catch (RuntimeException e) {
                throw refused(name, value, mustBe);
            }
        });
    }

    /** A whole number between {@code least} and {@code most}, both included. */
    int integer(String name, int least, int most, int fallback) {
        String mustBe = "a whole number from " + least + " to " + most;
        return as(name, mustBe, value -> {
                    int number = Integer.parseInt(value);
                    // Java also reads the digits of other scripts.
                    if (!ASCII_INTEGER.matcher(value).matches() || number < least || number > most) {
                        throw new IllegalArgumentException(mustBe);
                    }
                    return number;
                })
                .orElse(fallback);
    }

    /** {@code true} or {@code false}. */
    boolean flag(String name, boolean fallback) {
        return as(name, "true or false", value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(value);
                })
                .orElse(fallback);
    }

    /** The problem of a parameter that cannot be used; names it and its value, and says what would do. */
    static ProblemException refused(String name, String value, String mustBe) {
        return ProblemException.of(
                ErrorCode.INVALID_REQUEST, "Parameter " + name + " must be " + mustBe + ", not: " + shortened(value));
    }

    /** As much of what a client sent as is worth saying back. */
    static String shortened(String value) {
        return value.length() <= 100 ? value : value.substring(0, 100) + "...";
    }
}
