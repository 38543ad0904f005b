package dev.darkroom.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackOptionsTest {
    private static final Path HOME = Path.of("/repository");

    @Test
    void keepsDataInTheRepositoryUnlessTold() {
        assertThat(folder(Optional.empty(), Map.of())).isEqualTo(HOME.resolve(".darkroom"));
        assertThat(folder(Optional.empty(), Map.of("DARKROOM_DATA", " "))).isEqualTo(HOME.resolve(".darkroom"));
    }

    @Test
    void keepsDataWhereTheEnvironmentSays() {
        assertThat(folder(Optional.empty(), Map.of("DARKROOM_DATA", "/elsewhere")))
                .isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void believesTheCommandLineBeforeTheEnvironment() {
        assertThat(folder(Optional.of(Path.of("here")), Map.of("DARKROOM_DATA", "/elsewhere")))
                .isEqualTo(Path.of("here"));
    }

    private static Path folder(Optional<Path> named, Map<String, String> environment) {
        return StackOptions.folder(named, environment, HOME);
    }
}
