package dev.darkroom.local.stack;

import dev.darkroom.local.process.StackException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the repository, whose {@code target} folders hold the programs of the stack. */
public final class Home {
    private Home() {}

    /** What {@code DARKROOM_HOME} names (system property, then variable), else the nearest folder with {@code .mvn}. */
    public static Path find() throws StackException {
        String named = System.getProperty("DARKROOM_HOME", System.getenv().getOrDefault("DARKROOM_HOME", ""));
        if (!named.isBlank()) {
            Path home = Path.of(named).toAbsolutePath().normalize();
            if (!Files.isDirectory(home.resolve(".mvn"))) {
                throw new StackException("DARKROOM_HOME names " + home + ", which is not a Darkroom repository");
            }
            return home;
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new StackException("No Darkroom repository at or above "
                + Path.of("").toAbsolutePath() + ": go there, or name it in DARKROOM_HOME");
    }
}
