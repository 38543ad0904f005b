package dev.darkroom.spark.backfill;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.port.IndexChange.Remove;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.transform.TransformId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Brings vectors of one version to where photos are found by them, some hundred in a request. What the index has no time for
 * is sent again, a bounded number of times with longer and longer pauses.
 */
record VectorSpace(FeatureIndex index, TransformId version, Duration firstPause) {
    private static final int AT_ONCE = 500;
    private static final int ATTEMPTS = 7;

    /** One that waits for half a minute in all. */
    VectorSpace(FeatureIndex index, TransformId version) {
        this(index, version, Duration.ofMillis(500));
    }

    /**
     * Returns when the index has all of them; {@link #refresh} makes them searchable.
     *
     * @throws UnavailableException when the index stays away, or does not take one of them
     */
    void put(List<FeatureVector> vectors) {
        inParts(vectors, some -> index.put(version, some));
    }

    /** Makes what was put searchable; not for each few photos, because the index pays for it. */
    void refresh() {
        index.refresh(List.of(version));
    }

    /** Takes vectors of photos that are gone out again; waits as {@link #put}. */
    void forget(List<FeatureVector> vectors) {
        // The deletion's own version is this at least, and that of another upload is higher.
        List<Remove> removals = vectors.stream()
                .map(vector -> new Remove(vector.owner(), vector.photo(), vector.version() + 1))
                .toList();
        inParts(removals, index::remove);
    }

    private <T> void inParts(List<T> all, Function<List<T>, CompletableFuture<List<IndexOutcome>>> request) {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            send(all.subList(from, Math.min(all.size(), from + AT_ONCE)), request);
        }
    }

    private <T> void send(List<T> changes, Function<List<T>, CompletableFuture<List<IndexOutcome>>> request) {
        List<T> open = changes;
        String why = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                pause(firstPause.multipliedBy(1L << (attempt - 1)));
            }
            List<IndexOutcome> outcomes = request.apply(open).join();
            List<T> again = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                if (outcomes.get(i) instanceof IndexOutcome.Retry retry) {
                    again.add(open.get(i));
                    why = retry.why();
                } else if (outcomes.get(i) instanceof IndexOutcome.Refused refused) {
                    throw new UnavailableException(
                            "The index refuses a vector of " + version + ": " + refused.why()
                                    + ". If the version was retired meanwhile, that is as it should be; else run again",
                            null);
                }
            }
            if (again.isEmpty()) {
                return;
            }
            open = again;
        }
        throw new UnavailableException(
                "The index did not take " + open.size() + " vectors of " + version + " in " + ATTEMPTS + " attempts ("
                        + why + "): check Elasticsearch, then run again",
                null);
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Stopped while waiting for the index", e);
        }
    }
}
