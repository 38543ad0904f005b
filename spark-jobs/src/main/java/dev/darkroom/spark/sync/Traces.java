package dev.darkroom.spark.sync;

import dev.darkroom.core.event.Topic;
import dev.darkroom.spark.lake.Lake;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table of what people did with photos: rows are only ever added, and go with their photo. Each commit that adds rows
 * also says how far the table has heard of deletions, so it looks for rows to remove only when there were some since.
 *
 * @param topic where its events are
 * @param rows every row that events of that topic make
 */
record Traces(String table, Topic topic, Function<EventSource, Dataset<Row>> rows) {
    static final Traces VIEWS = new Traces(Lake.VIEWS, Topic.VIEWED, EventSource::views);
    static final Traces SEARCHES = new Traces(Lake.SEARCHES, Topic.SEARCHED, EventSource::searches);

    /** What the table follows; {@link Topic#CHANGED} tells of deletions. */
    List<Topic> topics() {
        return List.of(Topic.CHANGED, topic);
    }
}
