package dev.darkroom.flink.develop;

import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.imaging.sandbox.SandboxOptions;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The inputs of the develop job. */
public final class DevelopOptions implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    @Option(
            names = "--photos-at-once",
            paramLabel = "N",
            defaultValue = "3",
            description = "Photos in hand in each parallel instance (default: ${DEFAULT-VALUE}).")
    private int photosAtOnce = 3;

    @Option(
            names = "--decode-limit",
            paramLabel = "DURATION",
            defaultValue = "PT1M",
            description = "A photo that takes longer to decode is rejected (default: ${DEFAULT-VALUE}).")
    private Duration decodeLimit = Duration.ofMinutes(1);

    @Option(
            names = "--max-original-bytes",
            paramLabel = "BYTES",
            defaultValue = "104857600",
            description = "A longer original is rejected (default: ${DEFAULT-VALUE}).")
    private long maxOriginalBytes = 100L << 20;

    @Option(
            names = "--sandbox",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Decode in processes of their own, which a damaged or hostile photo may crash; without, in this"
                            + " one, for originals that are trusted (default: ${DEFAULT-VALUE}).")
    private boolean sandbox = true;

    @Option(
            names = "--sandbox-memory",
            paramLabel = "BYTES",
            defaultValue = "2147483648",
            description = "Address space of one decoder process; one for each processor and two spare ones are running"
                    + " (default: ${DEFAULT-VALUE}).")
    private long sandboxMemory = 2L << 30;

    @Option(
            names = "--sandbox-state",
            paramLabel = "DIR",
            description =
                    "Folder on the machine that decodes, for the counts of photos that crash the decoder"
                            + " (default: $DARKROOM_SANDBOX_STATE, $XDG_STATE_HOME/darkroom/sandbox, or ~/.local/state/darkroom/sandbox).")
    private String sandboxState = "";

    /** Photos that one parallel instance has in hand. */
    int photosAtOnce() {
        return photosAtOnce;
    }

    /** Records that wait in one parallel instance, those in hand included. */
    int capacity() {
        return 2 * photosAtOnce + 2;
    }

    Duration decodeLimit() {
        return decodeLimit;
    }

    /** Longer than all deadlines and retries of one photo and of those before it together. */
    Duration photoLimit() {
        return decodeLimit.multipliedBy(2L * capacity()).plusMinutes(10);
    }

    boolean sandbox() {
        return sandbox;
    }

    /** What the decoder processes of {@code recipe} may take; to be asked for on the machine where they will run. */
    SandboxOptions sandboxOptions(RenditionRecipe recipe, Limits limits) {
        Path state = sandboxState.isEmpty() ? SandboxOptions.defaultState() : Path.of(sandboxState);
        SandboxOptions defaults = SandboxOptions.of(state);
        return new SandboxOptions(
                defaults.workers(), defaults.spares(), decodeLimit, sandboxMemory, state, limits, recipe);
    }

    long maxOriginalBytes() {
        return maxOriginalBytes;
    }
}
