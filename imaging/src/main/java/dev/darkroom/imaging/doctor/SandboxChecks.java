package dev.darkroom.imaging.doctor;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.imaging.sandbox.Protection;
import dev.darkroom.imaging.sandbox.SandboxObserver;
import dev.darkroom.imaging.sandbox.SandboxOptions;
import dev.darkroom.imaging.sandbox.SandboxedDeveloper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What would hold a hostile photo here: starts a decoder process, which tries what it cannot do. */
final class SandboxChecks {
    private static final String GROUP = "decoding sandbox";

    private SandboxChecks() {}

    static List<Check> all() {
        try {
            Path state = Files.createTempDirectory("darkroom-doctor");
            try (SandboxedDeveloper developer = SandboxedDeveloper.open(
                    SandboxOptions.of(state).withWorkers(1).withSpares(1), SandboxObserver.NONE)) {
                return developer.protections().all().stream()
                        .map(SandboxChecks::check)
                        .toList();
            } finally {
                Files.deleteIfExists(state);
            }
        } catch (RejectedException | UnavailableException | IOException e) {
            return List.of(Check.missing(
                    GROUP,
                    "process",
                    "does not start: " + e.getMessage(),
                    "without it, photos are developed only by the option --no-sandbox, for those that are trusted"));
        }
    }

    private static Check check(Protection protection) {
        return protection.holds()
                ? Check.ok(GROUP, protection.what(), protection.found())
                : Check.warning(
                        GROUP,
                        protection.what(),
                        protection.found(),
                        "photos are developed all the same; what else holds them is listed here");
    }
}
