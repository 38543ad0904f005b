package dev.darkroom.spark.backfill;

import dev.darkroom.core.port.Restore;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.spark.backfill.DerivePhoto.Input;
import dev.darkroom.spark.backfill.Workshop.Order;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark's side of deriving a batch: from rows to files of the lake, on an executor.
 *
 * @param proxyFile which rendition of the live recipe is the proxy
 * @param deadline no photo is begun later
 * @param longest of a batch no photo is begun later than this after its first
 * @param restore how originals in the archive are restored, at most one way; not at all when empty
 * @param ledger a serializable copy of the table, as is {@code features}
 */
record BatchTask(
        Order order,
        TransformInput input,
        String proxyFile,
        String run,
        int photosAtOnce,
        Instant deadline,
        Duration longest,
        List<Restore> restore,
        Table ledger,
        Table features)
        implements Serializable {
    /** All tasks of a process together hold no more of what they read. */
    private static final long MAX_BYTES_IN_HAND = 192L << 20;

    BatchDone run(TaskContext context, scala.collection.Iterator<Row> rows) {
        TransformId transform = order.version().transform();
        Workshop workshop = Workshop.of(order);
        ReadCount read = new ReadCount();
        ColdOriginals cold =
                new ColdOriginals(workshop.stores().blobs(), restore.stream().findFirst());
        DerivePhoto derive = new DerivePhoto(
                workshop.stores().blobs(),
                workshop.derivative(),
                new Input(transform, input, order.live().transform(), proxyFile),
                cold,
                read,
                Clock.systemUTC());
        int tasks = Runtime.getRuntime().availableProcessors();
        DeriveBatch batch = new DeriveBatch(
                workshop.stores(),
                transform,
                derive,
                new InFlight<>(photosAtOnce, MAX_BYTES_IN_HAND / tasks, WorkItem::bytes));
        Iterator<WorkItem> items = items(rows);
        BatchTime time = new BatchTime(deadline, longest, workshop.throttle());
        List<Result> results = batch.results(items, time::mayBegin);
        return new BatchDone(
                file(features, context, batch.features(results)),
                file(ledger, context, batch.entries(results)),
                results.size(),
                read.objects(),
                read.bytes(),
                cold.asked(),
                time.ranOut() ? rest(items) : 0);
    }

    private static long rest(Iterator<WorkItem> items) {
        long rest = 0;
        for (; items.hasNext(); items.next()) {
            rest++;
        }
        return rest;
    }

    private static Iterator<WorkItem> items(scala.collection.Iterator<Row> rows) {
        Iterator<Row> all = CollectionConverters.asJava(rows);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public WorkItem next() {
                return WorkItem.of(all.next());
            }
        };
    }

    private List<DataFile> file(Table table, TaskContext context, List<Map<String, Object>> rows) {
        return rows.isEmpty()
                ? List.of()
                : List.of(new LakeFile(table, run).write(rows, context.partitionId(), context.taskAttemptId()));
    }
}
