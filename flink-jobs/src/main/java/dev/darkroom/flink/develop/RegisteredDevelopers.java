package dev.darkroom.flink.develop;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.imaging.BuiltInTransforms;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.look.LookDefinition;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.imaging.sandbox.SandboxedDeveloper;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The developers of the recipes that the registry calls live and shadow; it is asked again every two seconds, so that
 * nothing has to be started again for a new shadow or a flip. A developer that is no longer needed is kept for as long as
 * a photo may be in its hands.
 */
final class RegisteredDevelopers implements Developers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredDevelopers.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration CLOSE_LIMIT = Duration.ofMinutes(1);

    private final TransformRegistry registry;
    private final FeatureIndex features;
    private final Opening opening;
    private final Duration kept;
    private final Map<RenditionRecipe, Opened> opened = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread follower = new Thread(this::follow, "develop-registry");
    private volatile Current current;

    private RegisteredDevelopers(
            TransformRegistry registry, FeatureIndex features, Opening opening, Duration kept, Current current) {
        this.registry = registry;
        this.features = features;
        this.opening = opening;
        this.kept = kept;
        this.current = current;
    }

    /**
     * Makes live what this release decides, and opens the developer of the live recipe.
     *
     * @param kept how long a photo may take
     * @throws RejectedException when there is no codec
     * @throws UnavailableException when the registry or the developer is not to be had
     */
    static RegisteredDevelopers open(TransformRegistry registry, FeatureIndex features, Opening opening, Duration kept)
            throws RejectedException {
        RenditionRecipe recipe = BuiltInTransforms.adopt(registry);
        Opened live = new Opened(opening.open(recipe));
        RegisteredDevelopers developers = new RegisteredDevelopers(
                registry, features, opening, kept, new Current(live.developer, Optional.empty(), List.of()));
        developers.current = new Current(live.developer, Optional.empty(), developers.looks(registry.all()));
        developers.opened.put(recipe, live);
        developers.follower.setDaemon(true);
        developers.follower.start();
        return developers;
    }

    @Override
    public Current current() {
        return current;
    }

    private void follow() {
        try {
            do {
                refresh();
            } while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure leaves everything as it was until the next time. */
    private void refresh() {
        try {
            List<TransformVersion> versions = registry.all();
            Optional<RenditionRecipe> live = BuiltInTransforms.recipe(versions, TransformState.LIVE);
            Optional<RenditionRecipe> shadow = BuiltInTransforms.recipe(versions, TransformState.SHADOW);
            if (live.isPresent()) {
                // Opening takes seconds, for which a flip must not wait.
                current = new Current(
                        developer(live.get()),
                        shadow.filter(opened::containsKey).flatMap(this::shadow),
                        looks(versions));
                current = new Current(current.live(), shadow.flatMap(this::shadow), current.looks());
            }
            closeUnneeded(Stream.concat(live.stream(), shadow.stream()).toList());
        } catch (UnavailableException | RejectedException e) {
            LOG.warn("Photos are developed as before, because the registry cannot be followed: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Photos are developed as before, because the registry cannot be followed", e);
        }
    }

    /** Their spaces are there before any vector is: so a deletion leaves its trace in them, whatever comes late. */
    private List<LookDefinition> looks(List<TransformVersion> versions) {
        List<LookDefinition> looks = BuiltInTransforms.looks(versions);
        for (LookDefinition look : looks) {
            if (!current.looks().contains(look)) {
                try {
                    features.open(look.id(), look.dimensions());
                } catch (UnavailableException e) {
                    LOG.warn("The space of {} is left to whoever needs it first: {}", look.id(), e.getMessage());
                }
            }
        }
        return looks;
    }

    /** Without a shadow's developer, live photos must go on all the same. */
    private Optional<Transform<Original, DevelopedPhoto>> shadow(RenditionRecipe recipe) {
        try {
            return Optional.of(developer(recipe));
        } catch (UnavailableException | RejectedException e) {
            LOG.warn("The shadow {} is not developed: {}", recipe.id(), e.getMessage());
            return Optional.empty();
        }
    }

    private Transform<Original, DevelopedPhoto> developer(RenditionRecipe recipe) throws RejectedException {
        Opened found = opened.get(recipe);
        if (found == null) {
            found = new Opened(opening.open(recipe));
            opened.put(recipe, found);
            LOG.info("What develops by {} is ready", recipe.id());
        }
        return found.developer;
    }

    private void closeUnneeded(List<RenditionRecipe> needed) {
        long now = System.nanoTime();
        for (Iterator<Map.Entry<RenditionRecipe, Opened>> all =
                        opened.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<RenditionRecipe, Opened> one = all.next();
            if (needed.contains(one.getKey())) {
                one.getValue().neededAt = now;
            } else if (now - one.getValue().neededAt > kept.toNanos()) {
                all.remove();
                one.getValue().close();
            }
        }
    }

    /** Photos in hand are given up. */
    @Override
    public void close() {
        closed.countDown();
        try {
            // One that is just being opened must not be left behind.
            follower.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        opened.values().forEach(Opened::close);
    }

    /** Makes the developer of a recipe; closed when it is closeable. */
    interface Opening {
        Transform<Original, DevelopedPhoto> open(RenditionRecipe recipe) throws RejectedException;
    }

    /** A developer, and when it was last needed. */
    private static final class Opened {
        private final Transform<Original, DevelopedPhoto> developer;
        private long neededAt = System.nanoTime();

        Opened(Transform<Original, DevelopedPhoto> developer) {
            this.developer = developer;
        }

        void close() {
            if (developer instanceof SandboxedDeveloper sandbox) {
                sandbox.close();
            }
        }
    }
}
