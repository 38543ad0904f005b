package dev.darkroom.local.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks, for every stored photo, when a search first finds it or why it was rejected. Photos may be added while it
 * watches.
 */
public final class SearchWatch {
    private static final int BATCH = 100;

    private final PhotoClient client;
    private final Duration patience;
    private final Pace pace;
    private final Consumer<Outcome> settled;
    private final Map<String, Outcome.Stored> pending = new LinkedHashMap<>();
    private boolean complete;

    /**
     * Nothing is asked before {@link #watch}.
     *
     * @param patience how long nothing at all may happen before the rest is given up
     */
    public SearchWatch(PhotoClient client, Duration patience, Pace pace, Consumer<Outcome> settled) {
        this.client = client;
        this.patience = patience;
        this.pace = pace;
        this.settled = settled;
    }

    public synchronized void add(Outcome.Stored photo) {
        pending.put(photo.id(), photo);
    }

    /** Nothing more will be added. */
    public synchronized void complete() {
        complete = true;
    }

    /** Watches until every photo is settled; what is left when patience ends is told as failed. */
    public void watch() throws InterruptedException {
        long progress = System.nanoTime();
        long statusAsked = progress;
        String trouble = "";
        while (!isDone()) {
            boolean moved = false;
            try {
                moved = findSearchable();
                if (System.nanoTime() - statusAsked > pace.status().toNanos()) {
                    moved |= findRejected();
                    statusAsked = System.nanoTime();
                }
            } catch (IOException e) {
                trouble = " (" + e.getMessage() + ")";
            }
            if (moved || waiting().isEmpty()) {
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > patience.toNanos()) {
                giveUp(trouble);
            }
            Thread.sleep(pace.search().toMillis());
        }
    }

    private boolean findSearchable() throws IOException, InterruptedException {
        boolean moved = false;
        List<String> ids = waiting();
        for (int from = 0; from < ids.size(); from += BATCH) {
            for (String id : client.searchable(ids.subList(from, Math.min(ids.size(), from + BATCH)))) {
                Optional<Outcome.Stored> photo = take(id);
                photo.ifPresent(found -> settled.accept(
                        new Outcome.Searchable(found.file(), id, (System.nanoTime() - found.sentNanos()) / 1e6)));
                moved |= photo.isPresent();
            }
        }
        return moved;
    }

    private boolean findRejected() throws IOException, InterruptedException {
        boolean moved = false;
        // The oldest are the likeliest to have failed; a bounded number keeps the question cheap.
        for (String id : waiting().stream().limit(BATCH).toList()) {
            Optional<String> reason = client.rejection(id);
            if (reason.isPresent()) {
                take(id).ifPresent(photo -> settled.accept(new Outcome.Rejected(photo.file(), reason.get(), "")));
                moved = true;
            }
        }
        return moved;
    }

    private void giveUp(String trouble) {
        for (String id : waiting()) {
            take(id).ifPresent(photo -> settled.accept(new Outcome.Failed(
                    photo.file(), "neither searchable nor rejected after " + patience.toSeconds() + " s" + trouble)));
        }
    }

    private synchronized List<String> waiting() {
        return new ArrayList<>(pending.keySet());
    }

    private synchronized Optional<Outcome.Stored> take(String id) {
        return Optional.ofNullable(pending.remove(id));
    }

    private synchronized boolean isDone() {
        return complete && pending.isEmpty();
    }

    /**
     * How often it asks, which is also by how much a photo may be found too late.
     *
     * @param search which photos a search finds: a question for every hundred photos
     * @param status whether one was rejected: a question for each photo
     */
    public record Pace(Duration search, Duration status) {
        /** Lively enough for a person who watches. */
        public static final Pace LIVELY = new Pace(Duration.ofMillis(100), Duration.ofSeconds(1));
    }
}
