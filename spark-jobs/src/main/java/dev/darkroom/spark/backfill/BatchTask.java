package dev.darkroom.spark.backfill;

import dev.darkroom.core.port.Restore;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.spark.backfill.DerivePhoto.Input;
import dev.darkroom.spark.backfill.Workshop.Order;
import java.io.Serializable;
import java.time.Clock;
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
        List<Result> results = batch.results(items(rows), () -> mayBegin(workshop.throttle()));
        return new BatchDone(
                file(features, context, batch.features(results)),
                file(ledger, context, batch.entries(results)),
                results.size(),
                read.objects(),
                read.bytes(),
                cold.asked());
    }

    private boolean mayBegin(Throttle throttle) {
        throttle.await(deadline);
        return Instant.now().isBefore(deadline);
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
