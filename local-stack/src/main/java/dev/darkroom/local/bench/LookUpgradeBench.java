package dev.darkroom.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.client.AdminClient;
import dev.darkroom.local.client.Session;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Components;
import dev.darkroom.local.stack.LocalStack;
import dev.darkroom.local.stack.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goes back and forth between two versions of {@code look} over a made-up archive, while a client asks for photos that
 * look alike; it knows which ones do by each version.
 */
public final class LookUpgradeBench {
    private static final String USER = "bench";
    private static final String LOOK = "look";

    /** Nothing is uploaded, so that nothing has to be developed. */
    private static final Set<String> NEEDED = Components.ALL.stream()
            .filter(component -> !component.equals("flink"))
            .collect(Collectors.toUnmodifiableSet());

    private final LocalStack stack;
    private final int photos;
    private final int flips;
    private final Watcher watcher;

    /** {@code flips} in each direction are timed. */
    public LookUpgradeBench(LocalStack stack, int photos, int flips, Watcher watcher) {
        this.stack = stack;
        this.photos = photos;
        this.flips = flips;
        this.watcher = watcher;
    }

    /** Starts the stack, has it filled, and flips. */
    public UpgradeReport run(Filling filling) throws StackException, IOException, InterruptedException {
        stack.start(NEEDED);
        Path file = Files.createDirectories(stack.data().resolve("bench")).resolve("questions.json");
        watcher.note("Making " + photos + " photos up ...");
        long begun = System.nanoTime();
        filling.fill(USER, photos, file);
        double seconds = (System.nanoTime() - begun) / 1e9;
        List<List<? extends Question>> kinds = new ArrayList<>(Viewer.PHOTOS);
        kinds.add(Question.OfLikeness.read(new ObjectMapper().readTree(file.toFile())));
        AdminClient admin = AdminClient.of(stack, USER);
        String old = only(admin, "live");
        String fresh = only(admin, "shadow");
        String token = Session.of(stack, USER).token();
        try (Viewer viewer = Viewer.start(stack.environment().get("DARKROOM_SERVING"), token, kinds)) {
            BackAndForth.timed(viewer, old, fresh, () -> admin.move(fresh, "live"));
            BackAndForth times = BackAndForth.go(viewer, admin, watcher, old, fresh, flips);
            return UpgradeReport.of(photos + " photos were made up", photos, seconds, viewer, times);
        }
    }

    private static String only(AdminClient admin, String state) throws StackException, InterruptedException {
        return admin.versions(LOOK, state).stream()
                .findFirst()
                .orElseThrow(() -> new StackException("No version of " + LOOK + " is " + state));
    }

    /** Fills the running stack with photos of a user, and writes down which ones are alike. */
    @FunctionalInterface
    public interface Filling {
        void fill(String user, int photos, Path questions) throws StackException, IOException, InterruptedException;
    }
}
