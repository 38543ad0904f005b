package dev.darkroom.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A component that is a line of shell and serves once its file {@code ready} is there. */
record ShellComponent(String script, Duration startLimit, Duration stopLimit) implements Component {
    ShellComponent(String script) {
        this(script, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("shell", 1);
    }

    @Override
    public Launch launch(Site site) {
        return new Launch(List.of("sh", "-c", script), Map.of("GREETING", "hello"));
    }

    @Override
    public boolean answers(Site site) throws IOException {
        return Files.exists(site.data().resolve("ready"));
    }

    @Override
    public String address(Site site) {
        return "nowhere";
    }
}
