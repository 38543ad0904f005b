package dev.darkroom.stores.spanner;

import dev.darkroom.core.port.TransformRecords;
import dev.darkroom.core.transform.Coverage;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.UpgradeStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Coverage and upgrades in Spanner: the tables {@code transform_coverage} and {@code upgrade_steps}. */
public final class SpannerTransformRecords implements TransformRecords {
    private static final String COUNTED_AT = "select counted_at from transform_coverage where transform = ?";
    private static final String COUNT = "insert into transform_coverage"
            + " (transform, expected, done, failed, excluded, counted_at) values (?, ?, ?, ?, ?, ?)"
            + " on conflict (transform) do update set transform = excluded.transform, expected = excluded.expected,"
            + " done = excluded.done, failed = excluded.failed, excluded = excluded.excluded,"
            + " counted_at = excluded.counted_at";
    private static final String COVERAGE = "select transform, expected, done, failed, excluded, counted_at"
            + " from transform_coverage order by transform";
    private static final String DONE = "insert into upgrade_steps"
            + " (name, upgrade_id, stage, transform, detail, actor, done_at)"
            + " values (?, ?, ?, ?, ?, ?, current_timestamp) on conflict (name, upgrade_id, stage) do update set"
            + " name = excluded.name, upgrade_id = excluded.upgrade_id, stage = excluded.stage,"
            + " transform = excluded.transform, detail = excluded.detail, actor = excluded.actor,"
            + " done_at = excluded.done_at";
    private static final String COLUMNS =
            "select upgrade_id, stage, transform, detail, actor, done_at from upgrade_steps where name = ?";
    private static final String STEP = COLUMNS + " and upgrade_id = ? and stage = ?";
    private static final String NEWEST = COLUMNS + " order by done_at desc limit " + MAX_STEPS;

    private final SpannerDatabase database;
    private final SpannerCheck check;

    /** {@code url} is the JDBC URL, {@code jdbc:cloudspanner:...}. */
    public SpannerTransformRecords(String url) {
        this.database = new SpannerDatabase(url);
        this.check = new SpannerCheck(database);
    }

    @Override
    public void count(Coverage coverage) {
        database.transaction("keep the coverage of " + coverage.transform(), connection -> {
            Timestamp counted = Timestamp.from(coverage.countedAt());
            if (!isNewer(connection, coverage.transform(), counted)) {
                return false;
            }
            try (PreparedStatement put = connection.prepareStatement(COUNT)) {
                put.setString(1, coverage.transform().toString());
                put.setLong(2, coverage.expected());
                put.setLong(3, coverage.done());
                put.setString(4, text(coverage.failed()));
                put.setString(5, text(coverage.excluded()));
                put.setTimestamp(6, counted);
                return put.executeUpdate() > 0;
            }
        });
    }

    private static boolean isNewer(Connection connection, TransformId id, Timestamp counted) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNTED_AT)) {
            select.setString(1, id.toString());
            try (ResultSet row = select.executeQuery()) {
                return !row.next() || row.getTimestamp(1).before(counted);
            }
        }
    }

    @Override
    public List<Coverage> coverage() {
        return database.single("read the coverage", connection -> {
            List<Coverage> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(COVERAGE);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Coverage(
                            TransformId.parse(rows.getString("transform")),
                            rows.getLong("expected"),
                            rows.getLong("done"),
                            counts(rows.getString("failed")),
                            counts(rows.getString("excluded")),
                            rows.getTimestamp("counted_at").toInstant()));
                }
            }
            return found;
        });
    }

    @Override
    public UpgradeStep done(UpgradeStep step) {
        String name = step.transform().name();
        return database.transaction("keep a step of upgrade " + step.upgrade(), connection -> {
            try (PreparedStatement put = connection.prepareStatement(DONE)) {
                put.setString(1, name);
                put.setString(2, step.upgrade());
                put.setString(3, step.stage().code());
                put.setString(4, step.transform().toString());
                put.setString(5, step.detail());
                put.setString(6, step.actor());
                put.executeUpdate();
            }
            AuditLog.write(
                    connection,
                    step.actor(),
                    "upgrade-" + step.stage().code(),
                    step.transform().toString());
            try (PreparedStatement select = connection.prepareStatement(STEP)) {
                select.setString(1, name);
                select.setString(2, step.upgrade());
                select.setString(3, step.stage().code());
                return rows(select).get(0);
            }
        });
    }

    @Override
    public List<UpgradeStep> steps(String name) {
        return database.single("read the upgrades of " + name, connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
                select.setString(1, name);
                List<UpgradeStep> newestFirst = rows(select);
                Collections.reverse(newestFirst);
                return newestFirst;
            }
        });
    }

    @Override
    public void check() {
        check.run();
    }

    @Override
    public void close() {
        database.close();
    }

    private static List<UpgradeStep> rows(PreparedStatement select) throws SQLException {
        List<UpgradeStep> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new UpgradeStep(
                        rows.getString("upgrade_id"),
                        TransformId.parse(rows.getString("transform")),
                        UpgradeStep.Stage.ofCode(rows.getString("stage")),
                        rows.getString("detail"),
                        rows.getString("actor"),
                        rows.getTimestamp("done_at").toInstant()));
            }
        }
        return found;
    }

    /** {@code corrupt=2 truncated=1}; reasons have no spaces. */
    private static String text(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + "=" + count.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Map<String, Long> counts(String text) {
        Map<String, Long> counts = new TreeMap<>();
        for (String count : text.split(" ", -1)) {
            int equals = count.indexOf('=');
            if (equals > 0) {
                counts.put(count.substring(0, equals), Long.parseLong(count.substring(equals + 1)));
            }
        }
        return counts;
    }
}
