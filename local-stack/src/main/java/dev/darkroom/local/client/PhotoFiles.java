package dev.darkroom.local.client;

import dev.darkroom.local.process.FileTrouble;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that a person means by naming a folder or a file. */
public final class PhotoFiles {
    private PhotoFiles() {}

    /** Every file at or below {@code place} but the sidecars of others, in a stable order. Whether it is a photo is for Darkroom to say. */
    public static List<Path> under(Path place) throws StackException {
        if (!Files.exists(place)) {
            throw new IllegalArgumentException("There is no " + place + ": name a folder with photos, or one photo");
        }
        try (Stream<Path> files = Files.walk(place)) {
            List<Path> found =
                    Sidecar.leftOut(files.filter(Files::isRegularFile).sorted().toList());
            if (found.isEmpty()) {
                throw new IllegalArgumentException("There is no file under " + place + ": name a folder with photos");
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw new StackException("Cannot read " + place + ": " + FileTrouble.reason(e), e);
        }
    }
}
