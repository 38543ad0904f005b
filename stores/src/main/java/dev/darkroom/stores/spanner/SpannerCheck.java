package dev.darkroom.stores.spanner;

import dev.darkroom.core.error.UnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Asks whether Spanner answers, and waits for that no longer than a health check may take. */
final class SpannerCheck {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final SpannerDatabase database;
    private final SharedQuestion question = new SharedQuestion("darkroom-spanner-check", this::readOne);

    SpannerCheck(SpannerDatabase database) {
        this.database = database;
    }

    /** Throws {@link UnavailableException} when there is no good answer in time. */
    void run() {
        try {
            question.ask(LIMIT);
        } catch (TimeoutException e) {
            throw new UnavailableException(
                    "Spanner did not answer within " + LIMIT.toMillis() + " ms; check that it runs at the JDBC URL", e);
        } catch (ExecutionException e) {
            throw new UnavailableException(String.valueOf(e.getCause().getMessage()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while checking Spanner", e);
        }
    }

    private boolean readOne() {
        return database.single("read one row of photos", connection -> {
            try (PreparedStatement select = connection.prepareStatement("select photo_id from photos limit 1");
                    ResultSet rows = select.executeQuery()) {
                return rows.next(); // an empty table answers as well
            }
        });
    }
}
