package dev.darkroom.stores.spanner;

import dev.darkroom.core.error.UnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks whether Spanner answers, on a thread of its own, because the driver's first connection cannot be told how long it
 * may take. While one question is open, the next check waits for the same answer: threads never pile up.
 */
final class SpannerCheck {
    private static final long LIMIT_MILLIS = 2_000;

    private final SpannerDatabase database;
    private CompletableFuture<Boolean> question = CompletableFuture.completedFuture(true);

    SpannerCheck(SpannerDatabase database) {
        this.database = database;
    }

    /** Throws {@link UnavailableException} when there is no good answer in time. */
    void run() {
        try {
            ask().get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnavailableException(
                    "Spanner did not answer within " + LIMIT_MILLIS + " ms; check that it runs at the JDBC URL", e);
        } catch (ExecutionException e) {
            throw new UnavailableException(String.valueOf(e.getCause().getMessage()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while checking Spanner", e);
        }
    }

    private synchronized CompletableFuture<Boolean> ask() {
        if (question.isDone()) {
            question = CompletableFuture.supplyAsync(
                    () -> database.single("read one row of photos", connection -> {
                        try (PreparedStatement select =
                                connection.prepareStatement("select photo_id from photos limit 1")) {
                            return hasAnswer(select);
                        }
                    }),
                    SpannerCheck::start);
        }
        return question;
    }

    private static boolean hasAnswer(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            rows.next(); // an empty table answers as well
            return true;
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "darkroom-spanner-check");
        thread.setDaemon(true);
        thread.start();
    }
}
