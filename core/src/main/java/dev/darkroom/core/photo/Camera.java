package dev.darkroom.core.photo;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What took the photo, as the camera spells it. */
public record Camera(Optional<String> make, Optional<String> model, Optional<String> lens) {
    /** A camera that wrote nothing about itself. */
    public static final Camera UNKNOWN = new Camera(Optional.empty(), Optional.empty(), Optional.empty());

    /** Make and model as one name, without the make twice: {@code Canon EOS 450D}. */
    public Optional<String> displayName() {
        if (make.isPresent()
                && model.isPresent()
                && model.get().toLowerCase(Locale.ROOT).startsWith(make.get().toLowerCase(Locale.ROOT))) {
            return model;
        }
        String name = Stream.of(make, model).flatMap(Optional::stream).collect(Collectors.joining(" "));
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
