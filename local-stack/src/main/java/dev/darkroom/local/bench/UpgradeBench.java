package dev.darkroom.local.bench;

import dev.darkroom.local.client.AdminClient;
import dev.darkroom.local.client.Session;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.LocalStack;
import dev.darkroom.local.stack.Watcher;
import dev.darkroom.local.upgrade.UpgradeOptions;
import dev.darkroom.local.upgrade.UpgradeOptions.Cold;
import dev.darkroom.local.upgrade.UpgradeResult;
import dev.darkroom.local.upgrade.Upgrades;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Upgrades an archive to another recipe while a client asks throughout, then goes back and forth between the two versions; counts
 * errors and answers that mix versions, and measures from the request until nobody sees the version that was left.
 */
public final class UpgradeBench {
    private static final String USER = "bench";
    private static final String RENDITIONS = "renditions";
    private static final String RECIPE = "sizes = 1200, 600, 300, 150\nquality = 70\n";

    private final LocalStack stack;
    private final int photos;
    private final int flips;
    private final Watcher watcher;

    /** {@code flips} in each direction are timed. */
    public UpgradeBench(LocalStack stack, int photos, int flips, Watcher watcher) {
        this.stack = stack;
        this.photos = photos;
        this.flips = flips;
        this.watcher = watcher;
    }

    /**
     * Starts the stack, fills it with copies of the largest JPEG among {@code files}, and upgrades.
     *
     * @param told what the upgrade says meanwhile
     */
    public UpgradeReport run(List<Path> files, PrintStream told)
            throws StackException, IOException, InterruptedException {
        Archive.fill(stack, watcher, files, photos);
        Session session = Session.of(stack, USER);
        AdminClient admin = AdminClient.of(stack, USER);
        String old = admin.versions(RENDITIONS, "live").stream()
                .findFirst()
                .orElseThrow(() -> new StackException("No recipe of " + RENDITIONS + " is live"));
        Path recipe = Files.writeString(stack.data().resolve("bench").resolve("recipe.properties"), RECIPE);
        try (Viewer viewer =
                Viewer.start(stack.environment().get("DARKROOM_SERVING"), session.token(), Viewer.PHOTOS)) {
            long begun = System.nanoTime();
            UpgradeResult result = Upgrades.of(stack, USER, told).run(recipe.toString(), options());
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (!result.isGood()) {
                throw new StackException("The upgrade ended as " + result.state() + ": " + result.reason());
            }
            BackAndForth times = BackAndForth.go(viewer, admin, watcher, old, result.transform(), flips);
            return UpgradeReport.of(photos + " photos were upgraded", photos, seconds, viewer, times);
        }
    }

    private static UpgradeOptions options() {
        return new UpgradeOptions(
                0, Cold.REFUSED, 50, Optional.empty(), 1, Duration.ZERO, Duration.ofMinutes(1), false);
    }
}
