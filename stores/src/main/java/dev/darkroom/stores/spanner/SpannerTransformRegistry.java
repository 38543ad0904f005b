package dev.darkroom.stores.spanner;

import dev.darkroom.core.error.TransitionRefusedException;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The registry in Spanner: the table {@code transforms} of {@link SpannerSchema}. Every change reads all versions of the
 * name first, so that of two at once one starts over.
 */
public final class SpannerTransformRegistry implements TransformRegistry {
    private static final String COLUMNS =
            "select transform, state, input, definition, predecessor, registered_at, changed_at from transforms";
    private static final String ALL = COLUMNS + " order by name, registered_at, transform";
    private static final String OF_NAME = COLUMNS + " where name = ? order by registered_at, transform";
    private static final String INSERT = "insert into transforms"
            + " (name, transform, state, input, definition, predecessor, registered_at, changed_at)"
            + " values (?, ?, ?, ?, ?, ?, current_timestamp, current_timestamp)";
    private static final String UPDATE = "update transforms set state = ?, predecessor = ?,"
            + " changed_at = current_timestamp where name = ? and transform = ?";

    private final SpannerDatabase database;
    private final SpannerCheck check;

    /** {@code url} is the JDBC URL, {@code jdbc:cloudspanner:...}. */
    public SpannerTransformRegistry(String url) {
        this.database = new SpannerDatabase(url);
        this.check = new SpannerCheck(database);
    }

    @Override
    public List<TransformVersion> all() {
        return database.single("read the transforms", connection -> {
            try (PreparedStatement select = connection.prepareStatement(ALL)) {
                return rows(select).stream().map(Row::version).toList();
            }
        });
    }

    @Override
    public TransformVersion register(TransformId id, TransformInput input, String definition, String actor) {
        TransformVersion.checkDefinition(id, definition);
        return change("register " + id, id.name(), connection -> {
                    Siblings siblings = Siblings.read(connection, id.name());
                    Optional<Row> row = siblings.find(id);
                    if (row.isPresent() && !row.get().is(TransformState.RETIRED)) {
                        return;
                    }
                    siblings.in(TransformState.SHADOW).ifPresent(shadow -> {
                        throw new TransitionRefusedException(
                                shadow.id() + " is the shadow of " + id.name() + ": promote or retire it before " + id);
                    });
                    put(connection, row.isPresent(), id, TransformState.SHADOW, input, definition);
                    AuditLog.write(connection, actor, "transform-registered", id.toString());
                })
                .find(id)
                .orElseThrow()
                .version();
    }

    @Override
    public TransformVersion adopt(TransformId id, TransformInput input, String definition, String actor) {
        TransformVersion.checkDefinition(id, definition);
        return change("adopt " + id, id.name(), connection -> {
                    Siblings siblings = Siblings.read(connection, id.name());
                    Optional<Row> row = siblings.find(id);
                    if (row.isPresent() && row.get().is(TransformState.LIVE)) {
                        return;
                    }
                    Optional<Row> live = siblings.in(TransformState.LIVE);
                    if (live.isPresent()) {
                        move(connection, live.get().id(), TransformState.RETIRED, Optional.empty());
                    }
                    put(connection, row.isPresent(), id, TransformState.LIVE, input, definition);
                    AuditLog.write(connection, actor, "transform-adopted", id.toString());
                })
                .find(id)
                .orElseThrow()
                .version();
    }

    @Override
    public TransformVersion promote(TransformId id, String actor) {
        return change("promote " + id, id.name(), connection -> {
                    Siblings siblings = Siblings.read(connection, id.name());
                    Row row = siblings.get(id);
                    if (row.is(TransformState.LIVE)) {
                        return;
                    }
                    if (row.is(TransformState.RETIRED)) {
                        throw new TransitionRefusedException(
                                id + " is retired: register it again and backfill it first");
                    }
                    flip(connection, siblings.in(TransformState.LIVE), row, true);
                    AuditLog.write(connection, actor, "transform-promoted", id.toString());
                })
                .find(id)
                .orElseThrow()
                .version();
    }

    @Override
    public TransformVersion rollback(String name, String actor) {
        return change("roll back " + name, name, connection -> {
                    Siblings siblings = Siblings.read(connection, name);
                    Row live = siblings.in(TransformState.LIVE)
                            .orElseThrow(() -> new TransitionRefusedException("No version of " + name + " is live"));
                    TransformId before = live.predecessor()
                            .orElseThrow(() -> new TransitionRefusedException(
                                    live.id() + " has replaced no other version since it was registered"));
                    Row predecessor = siblings.get(before);
                    if (!predecessor.is(TransformState.SHADOW)) {
                        throw new TransitionRefusedException(
                                before + ", which was live before, is retired and lacks what was"
                                        + " uploaded since: register it again, backfill it and promote it");
                    }
                    flip(connection, Optional.of(live), predecessor, false);
                    AuditLog.write(
                            connection,
                            actor,
                            "transform-rolled-back",
                            live.id().toString());
                })
                .in(TransformState.LIVE)
                .orElseThrow()
                .version();
    }

    @Override
    public TransformVersion retire(TransformId id, String actor) {
        return change("retire " + id, id.name(), connection -> {
                    Row row = Siblings.read(connection, id.name()).get(id);
                    if (row.is(TransformState.RETIRED)) {
                        return;
                    }
                    if (row.is(TransformState.LIVE)) {
                        throw new TransitionRefusedException(
                                id + " is live: promote another version of " + id.name() + " first, or roll back");
                    }
                    move(connection, id, TransformState.RETIRED, Optional.empty());
                    AuditLog.write(connection, actor, "transform-retired", id.toString());
                })
                .find(id)
                .orElseThrow()
                .version();
    }

    @Override
    public void check() {
        check.run();
    }

    @Override
    public void close() {
        database.close();
    }

    /** Runs {@code step} in a transaction; what the versions of {@code name} are after it. */
    private Siblings change(String what, String name, Step step) {
        return database.transaction(what, connection -> {
            step.on(connection);
            return Siblings.read(connection, name);
        });
    }

    /** A flip forward remembers what it replaced; one back goes to where that is remembered already. */
    private static void flip(Connection connection, Optional<Row> live, Row next, boolean forward) throws SQLException {
        if (live.isPresent()) {
            Optional<TransformId> kept = forward ? live.get().predecessor() : Optional.empty();
            move(connection, live.get().id(), TransformState.SHADOW, kept);
        }
        move(connection, next.id(), TransformState.LIVE, forward ? live.map(Row::id) : next.predecessor());
    }

    private static void put(
            Connection connection,
            boolean known,
            TransformId id,
            TransformState state,
            TransformInput input,
            String definition)
            throws SQLException {
        if (known) {
            move(connection, id, state, Optional.empty());
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, id.name());
            insert.setString(2, id.toString());
            insert.setString(3, state.code());
            insert.setString(4, input.code());
            insert.setString(5, definition);
            insert.setString(6, null);
            insert.executeUpdate();
        }
    }

    private static void move(
            Connection connection, TransformId id, TransformState state, Optional<TransformId> predecessor)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, state.code());
            update.setString(2, predecessor.map(TransformId::toString).orElse(null));
            update.setString(3, id.name());
            update.setString(4, id.toString());
            update.executeUpdate();
        }
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                rows.add(new Row(
                        new TransformVersion(
                                TransformId.parse(found.getString("transform")),
                                TransformState.ofCode(found.getString("state")),
                                TransformInput.ofCode(found.getString("input")),
                                found.getString("definition"),
                                found.getTimestamp("registered_at").toInstant(),
                                found.getTimestamp("changed_at").toInstant()),
                        Optional.ofNullable(found.getString("predecessor")).map(TransformId::parse)));
            }
        }
        return rows;
    }

    /** A change, in a transaction that may run again. */
    private interface Step {
        void on(Connection connection) throws SQLException;
    }

    /** A version, and what its last flip replaced. */
    private record Row(TransformVersion version, Optional<TransformId> predecessor) {
        TransformId id() {
            return version.id();
        }

        boolean is(TransformState state) {
            return version.state() == state;
        }
    }

    /** All versions of one name. */
    private record Siblings(List<Row> rows) {
        static Siblings read(Connection connection, String name) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(OF_NAME)) {
                select.setString(1, name);
                return new Siblings(SpannerTransformRegistry.rows(select));
            }
        }

        Optional<Row> find(TransformId id) {
            return rows.stream().filter(row -> row.id().equals(id)).findFirst();
        }

        Optional<Row> in(TransformState state) {
            return rows.stream().filter(row -> row.is(state)).findFirst();
        }

        Row get(TransformId id) {
            return find(id).orElseThrow(() -> new NoSuchElementException("Transform is not registered: " + id));
        }
    }
}
