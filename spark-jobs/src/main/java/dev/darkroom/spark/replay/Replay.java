package dev.darkroom.spark.replay;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.spark.audit.AuditJob;
import dev.darkroom.spark.audit.AuditOptions;
import dev.darkroom.spark.audit.AuditResult;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.replay.Rows.Difference;
import dev.darkroom.spark.sync.LakeSyncJob;
import dev.darkroom.spark.sync.LakeSyncOptions;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Compares an archive, after jobs that were killed and run again, with what undisturbed runs make: a second, empty lake is
 * filled from the same events and by the same backfill, and must have the same rows; the index must have the documents
 * that the catalogue asks for; and a backfill that begins with nothing must leave catalogue and files as they are. Kafka
 * must still have all events of the archive.
 */
final class Replay {
    private static final int MOST_ROUNDS = 5;
    private static final String RENDITIONS = "renditions";

    private final SparkSession spark;
    private final Map<String, String> environment;
    private final ReplayedLake replayed;
    private final Map<String, Long> rows = new TreeMap<>();
    private final Map<String, Long> differences = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();

    Replay(SparkSession spark, Map<String, String> environment, ReplayedLake replayed) {
        this.spark = spark;
        this.environment = environment;
        this.replayed = replayed;
    }

    /** {@code backfilled} is the version that a backfill has just completed, which is derived anew. */
    ReplayResult run(Optional<TransformId> backfilled) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long late = bringBothToTheSameEvents();
        for (String table : List.of(Lake.PHOTOS, Lake.VIEWS, Lake.SEARCHES)) {
            compare(table.substring(table.lastIndexOf('.') + 1), lake(spark, table), lake(replayed.spark(), table));
        }
        StoresConfig config = StoresConfig.from(environment);
        try (Stores stores = Stores.open(config)) {
            StoreRows held = new StoreRows(stores, config);
            compare("documents", held.documents(), held.expectedDocuments());
            long indexes = held.indexes();
            note("indexes", new Difference(indexes, Math.max(0, indexes - 2), List.of()));
            Rows told = new LedgerRows(replayed.spark()).entries();
            compareLedger(told, current(stores));
            if (backfilled.isPresent()) {
                compareBackfill(backfilled.get(), told, held);
            }
        }
        audit();
        return new ReplayResult(rows, differences, examples, late, (System.nanoTime() - start) / 1e9);
    }

    /** Photos may be on their way, after a store came back: then both lakes are brought further. */
    private long bringBothToTheSameEvents() {
        long late = sync();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            replayed.sync();
            long later = sync();
            late += later;
            if (later == 0) {
                return late;
            }
        }
        throw new IllegalStateException("Events keep coming: nothing may be uploaded or looked at while this compares");
    }

    private long sync() {
        SparkSession.setActiveSession(spark);
        return new LakeSyncJob(spark, new LakeSyncOptions(environment)).run().events();
    }

    /** Entries that events tell must be there as they tell it; of the others each photo has one, with its features. */
    private void compareLedger(Rows told, List<TransformId> current) {
        LedgerRows ledger = new LedgerRows(spark);
        Set<String> keys = LedgerRows.keys(told);
        Rows entries = ledger.entries();
        compare("derivations", entries.where(row -> keys.contains(LedgerRows.key(row))), told);
        Rows owed = new LedgerRows(replayed.spark()).owed(current).where(key -> !keys.contains(key));
        Rows added = new Rows();
        for (TransformId transform : current) {
            ledger.entries(transform)
                    .where(row -> !keys.contains(LedgerRows.key(row)))
                    .each(row -> added.add(LedgerRows.key(row)));
        }
        compare("derivations-owed", added, owed);
        Rows featured = ledger.featured();
        compare(
                "features-told",
                featured.where(row -> keys.contains(LedgerRows.key(row))),
                new LedgerRows(replayed.spark()).featured());
        compare("features", featured.where(row -> !keys.contains(LedgerRows.key(row))), ledger.done(told));
    }

    private void compareBackfill(TransformId transform, Rows told, StoreRows held) {
        Set<String> keys = LedgerRows.keys(told);
        Rows photos = held.photos();
        Rows renditions = held.renditions(transform);
        Rows files = held.files(transform);
        replayed.backfill(transform);
        LedgerRows ledger = new LedgerRows(spark);
        LedgerRows expected = new LedgerRows(replayed.spark());
        compare(
                "backfilled-derivations",
                ledger.entries(transform).where(row -> !keys.contains(LedgerRows.key(row))),
                expected.entries(transform).where(row -> !keys.contains(LedgerRows.key(row))));
        compare("backfilled-features", ledger.features(transform), expected.features(transform));
        compare("catalogue", photos, held.photos());
        compare("catalogue-renditions", renditions, held.renditions(transform));
        compare("files", files, held.files(transform));
    }

    private void audit() {
        SparkSession.setActiveSession(spark);
        AuditResult found =
                new AuditJob(spark, new AuditOptions(environment, Optional.empty(), Duration.ZERO, false, 3)).run();
        found.differences().forEach((name, count) -> differences.put("audit:" + name, count));
        found.examples().forEach(example -> examples.add("audit: " + example));
    }

    private void compare(String what, Rows found, Rows expected) {
        note(what, found.from(expected));
    }

    private void note(String what, Difference difference) {
        rows.put(what, difference.rows());
        differences.put(what, difference.different());
        difference.examples().forEach(example -> examples.add(what + ": " + example));
    }

    private static List<TransformId> current(Stores stores) {
        return stores.transforms().all().stream()
                .filter(version -> version.state() != TransformState.RETIRED)
                .map(TransformVersion::id)
                .filter(id -> id.name().equals(RENDITIONS))
                .toList();
    }

    private static Rows lake(SparkSession spark, String table) {
        spark.sql("REFRESH TABLE " + table);
        return Rows.of(spark.table(table), Set.of());
    }
}
