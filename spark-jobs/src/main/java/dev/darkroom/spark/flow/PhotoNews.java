package dev.darkroom.spark.flow;

import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.CacheKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Tells the stores what a batch job has found out about photos: row, cache, event; the index and the lake follow the
 * event. Telling it again changes no row and repeats the event, so a task that died is run again.
 */
public final class PhotoNews {
    private PhotoNews() {}

    /** What a row of news means in the catalogue. */
    public interface Change extends Serializable {
        /** The photo as it now is, or empty when it is gone. */
        Optional<Photo> apply(PhotoCatalog catalog, UserId owner, PhotoId photo, Row news);
    }

    /**
     * Tells all of {@code news}, rows with {@code user_id} and {@code photo_id}; gives back how many photos are gone.
     *
     * @param environment endpoints and credentials, as in {@code DATA/env}
     * @param perSecond photos a second at most
     */
    public static long tell(Dataset<Row> news, Map<String, String> environment, int perSecond, Change change) {
        int tasks = news.sparkSession().sparkContext().defaultParallelism();
        int share = Math.max(1, perSecond / tasks);
        return news
                .coalesce(tasks)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Long>)
                                rows -> Collections.singleton(tell(environment, rows, share, change))
                                        .iterator(),
                        Encoders.LONG())
                .collectAsList()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long tell(Map<String, String> environment, Iterator<Row> rows, int perSecond, Change change) {
        long gone = 0;
        if (!rows.hasNext()) {
            return gone;
        }
        Pace pace = new Pace(perSecond);
        try (Stores stores = Stores.open(StoresConfig.from(environment))) {
            while (rows.hasNext()) {
                pace.next();
                gone += tell(stores, rows.next(), change) ? 0 : 1;
            }
        }
        return gone;
    }

    private static boolean tell(Stores stores, Row news, Change change) {
        UserId owner = new UserId(news.getAs("user_id"));
        PhotoId photo = PhotoId.parse(news.getAs("photo_id"));
        Optional<Photo> now = change.apply(stores.catalog(), owner, photo, news);
        now.ifPresent(told -> {
            stores.cache().invalidate(CacheKeys.photo(owner, photo), told.version());
            stores.events().publish(PhotoChanged.updated(told, Instant.now()));
        });
        return now.isPresent();
    }
}
