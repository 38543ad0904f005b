package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints what would hold a decoder process on this machine; ends with 1 when none starts. */
public final class SandboxMain {
    private SandboxMain() {}

    /** No arguments. */
    public static void main(String[] arguments) throws IOException {
        Path state = Files.createTempDirectory("darkroom-sandbox");
        try (SandboxedDeveloper developer = SandboxedDeveloper.open(SandboxOptions.of(state), SandboxObserver.NONE)) {
            System.out.println("decoder           " + developer.codec());
            developer.protections().lines().forEach(System.out::println);
        } catch (RejectedException | UnavailableException e) {
            System.err.println("darkroom: " + e.getMessage());
            System.exit(1);
        } finally {
            Files.deleteIfExists(state);
        }
    }
}
