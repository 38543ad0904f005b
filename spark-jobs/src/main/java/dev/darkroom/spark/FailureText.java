package dev.darkroom.spark;

import dev.darkroom.core.error.UnavailableException;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person reads of a failure: one line, of the cause that knows best. Spark's own message is a stack trace. */
final class FailureText {
    private FailureText() {}

    static String of(Throwable failure) {
        Optional<Throwable> known = causes(failure)
                .filter(cause -> cause instanceof UnavailableException)
                .findFirst();
        Throwable best = known.orElseGet(() -> causes(failure)
                .reduce((outer, inner) -> inner.getMessage() == null ? outer : inner)
                .orElse(failure));
        String text = Optional.ofNullable(best.getMessage())
                .flatMap(message ->
                        message.lines().filter(line -> !line.isBlank()).findFirst())
                .orElse("");
        String name = best.getClass().getSimpleName();
        return known.isPresent() ? text : text.isEmpty() ? name : text + " (" + name + ")";
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50);
    }
}
