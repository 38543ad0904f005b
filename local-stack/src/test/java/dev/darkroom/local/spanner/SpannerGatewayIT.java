package dev.darkroom.local.spanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.Value;
import com.google.cloud.spanner.jdbc.CloudSpannerJdbcConnection;
import com.google.cloud.spanner.jdbc.PgJsonbType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What google-cloud-spanner-jdbc, unchanged, does on the gateway. */
final class SpannerGatewayIT {
    private static final String DATABASE = "features";
    private static final int ALREADY_EXISTS = 6;
    private static LocalSpanner spanner;

    private Connection connection;

    @BeforeAll
    static void createTables() throws Exception {
        spanner = LocalSpanner.shared();
        try (Connection connection = spanner.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("start batch ddl");
            statement.execute(
                    "create table photos (id varchar(36) not null primary key, owner varchar not null, title text, size"
                            + " bigint, taken timestamptz, day date, meta jsonb, tags varchar[], hash bytea, score double"
                            + " precision, price numeric, live bool, created spanner.commit_timestamp)");
            statement.execute("create table albums (id varchar(36) not null primary key, name varchar)");
            statement.execute("create table album_photos (id varchar(36) not null, photo_id varchar(36) not null, pos"
                    + " bigint, primary key (id, photo_id)) interleave in parent albums on delete cascade");
            statement.execute("create unique index photos_by_owner on photos(owner, taken desc) include (title)");
            statement.execute("create change stream cs for photos");
            statement.execute("run batch");
        }
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = spanner.connect(DATABASE);
        connection.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void keepsEveryTypeAndReadsItsOwnWrites() throws SQLException {
        Instant taken = Instant.parse("2024-05-01T10:00:00.123456Z");
        String insert = "insert into photos (id, owner, title, size, taken, meta, tags, hash, score, price, live, day,"
                + " created) values (?,?,?,?,?,?,?,?,?,?,?,?,spanner.pending_commit_timestamp())";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, "types");
            statement.setString(2, "u-types");
            statement.setString(3, "What's ? $1");
            statement.setLong(4, 123);
            statement.setTimestamp(5, Timestamp.from(taken));
            statement.setObject(6, "{\"cam\":\"X\"}", PgJsonbType.VENDOR_TYPE_NUMBER);
            statement.setArray(7, connection.createArrayOf("STRING", new String[] {"a", null}));
            statement.setBytes(8, new byte[] {1, 2, 3});
            statement.setDouble(9, Double.NaN);
            statement.setBigDecimal(10, new BigDecimal("12.34"));
            statement.setBoolean(11, true);
            statement.setDate(12, Date.valueOf("2024-02-29"));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from photos where id = 'types'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("title")).isEqualTo("What's ? $1");
            assertThat(row.getLong("size")).isEqualTo(123);
            assertThat(row.getTimestamp("taken").toInstant()).isEqualTo(taken);
            assertThat(row.getString("meta")).contains("\"cam\"");
            assertThat((Object[]) row.getArray("tags").getArray()).containsExactly("a", null);
            assertThat(row.getBytes("hash")).containsExactly(1, 2, 3);
            assertThat(row.getDouble("score")).isNaN();
            assertThat(row.getBigDecimal("price")).isEqualByComparingTo("12.34");
            assertThat(row.getBoolean("live")).isTrue();
            assertThat(row.getDate("day")).isEqualTo("2024-02-29");
        }
        connection.commit();
        Timestamp committed =
                connection.unwrap(CloudSpannerJdbcConnection.class).getCommitTimestamp();
        try (ResultSet row = query("select created from photos where id = 'types'")) {
            assertThat(row.getTimestamp(1)).isEqualTo(committed);
        }
    }

    @Test
    void upsertsByTheRuleAndReturnsTheRow() throws SQLException {
        update("insert into photos (id, owner) values ('upsert', 'u-upsert')");
        try (ResultSet row = query("insert into photos (id, owner, size) values ('upsert', 'u-upsert', 999) on conflict"
                + " (id) do update set size = excluded.size returning id, size")) {
            assertThat(row.getLong(2)).isEqualTo(999);
        }
        connection.commit();
    }

    @Test
    void aFailedStatementLeavesTheTransactionUsable() throws SQLException {
        update("insert into albums (id, name) values ('a1', 'n')");
        assertThatThrownBy(() -> update("insert into albums (id, name) values ('a1', 'n')"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(ALREADY_EXISTS));
        assertThat(update("insert into album_photos (id, photo_id) values ('a1', 'p')"))
                .isEqualTo(1);
        connection.commit();

        update("delete from albums where id = 'a1'");
        connection.commit();
        assertThat(count("select count(*) from album_photos")).isZero();
    }

    @Test
    void runsBatches() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into photos (id, owner) values (?, ?)")) {
            for (int i = 0; i < 50; i++) {
                statement.setString(1, "batch" + i);
                statement.setString(2, "u-batch" + i);
                statement.addBatch();
            }
            assertThat(statement.executeBatch()).hasSize(50).containsOnly(1);
        }
        connection.commit();
    }

    @Test
    void appliesEveryKindOfMutation() throws SQLException {
        CloudSpannerJdbcConnection mutations = connection.unwrap(CloudSpannerJdbcConnection.class);
        mutations.bufferedWrite(album("m1", "first"));
        mutations.bufferedWrite(album("m2", "second"));
        mutations.bufferedWrite(Mutation.newInsertBuilder("photos")
                .set("id")
                .to("m")
                .set("owner")
                .to("u-m")
                .set("size")
                .to(5)
                .set("created")
                .to(Value.COMMIT_TIMESTAMP)
                .build());
        connection.commit();
        mutations.bufferedWrite(Mutation.newReplaceBuilder("photos")
                .set("id")
                .to("m")
                .set("owner")
                .to("u-m2")
                .build());
        mutations.bufferedWrite(Mutation.newInsertOrUpdateBuilder("photos")
                .set("id")
                .to("m")
                .set("title")
                .to("t")
                .build());
        mutations.bufferedWrite(Mutation.newUpdateBuilder("albums")
                .set("id")
                .to("m1")
                .set("name")
                .to("new")
                .build());
        mutations.bufferedWrite(
                Mutation.delete("albums", KeySet.range(KeyRange.closedOpen(Key.of("m2"), Key.of("m3")))));
        connection.commit();

        try (ResultSet row = query("select owner, size, title from photos where id = 'm'")) {
            assertThat(row.getString(1)).isEqualTo("u-m2");
            assertThat(row.getObject(2)).isNull();
            assertThat(row.getString(3)).isEqualTo("t");
        }
        assertThat(count("select count(*) from albums where id like 'm%' and name = 'new'"))
                .isEqualTo(1);
        connection.commit();

        mutations.bufferedWrite(Mutation.newUpdateBuilder("albums")
                .set("id")
                .to("nobody")
                .set("name")
                .to("x")
                .build());
        assertThatThrownBy(connection::commit).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void readsByKeysRangesAndIndex() throws SQLException {
        for (int i = 0; i < 5; i++) {
            update("insert into photos (id, owner, taken) values ('r" + i + "', 'u-read', '2024-01-0" + (i + 1)
                    + "T00:00:00Z')");
        }
        connection.commit();
        connection.setAutoCommit(true);
        var client = connection.unwrap(CloudSpannerJdbcConnection.class).getDatabaseClient();
        List<String> ids = new ArrayList<>();
        KeySet keys = KeySet.newBuilder()
                .addKey(Key.of("r4"))
                .addRange(KeyRange.openClosed(Key.of("r0"), Key.of("r2")))
                .build();
        try (var rows = client.singleUse().read("photos", keys, List.of("id"))) {
            while (rows.next()) {
                ids.add(rows.getString(0));
            }
        }
        assertThat(ids).containsExactly("r1", "r2", "r4");

        ids.clear();
        try (var rows = client.singleUse()
                .readUsingIndex(
                        "photos",
                        "photos_by_owner",
                        KeySet.prefixRange(Key.of("u-read")),
                        List.of("id"),
                        Options.limit(2))) {
            while (rows.next()) {
                ids.add(rows.getString(0));
            }
        }
        assertThat(ids).containsExactly("r4", "r3");
    }

    @Test
    void aReadOnlyTransactionSeesOneMoment() throws SQLException {
        update("insert into albums (id, name) values ('ro', 'before')");
        connection.commit();
        connection.setReadOnly(true);
        assertThat(count("select count(*) from albums where name = 'before'")).isEqualTo(1);
        try (Connection other = spanner.connect(DATABASE);
                Statement statement = other.createStatement()) {
            statement.executeUpdate("update albums set name = 'after' where id = 'ro'");
        }
        assertThat(count("select count(*) from albums where name = 'before'")).isEqualTo(1);
        connection.commit();
        assertThat(count("select count(*) from albums where name = 'before'")).isZero();
        connection.commit();
        connection.setReadOnly(false);
    }

    @Test
    void describesParametersAndTables() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select id from photos where size = ? and owner = ?")) {
            assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(2);
        }
        connection.commit();
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getColumns(null, null, "photos", null)) {
            while (rows.next()) {
                columns.add(rows.getString("COLUMN_NAME") + " " + rows.getString("TYPE_NAME"));
            }
        }
        assertThat(columns).contains("id character varying", "size bigint", "tags _character varying");
        try (ResultSet rows = connection.getMetaData().getPrimaryKeys(null, null, "album_photos")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("COLUMN_NAME")).isEqualTo("id");
        }
        try (ResultSet rows = connection.getMetaData().getIndexInfo(null, null, "photos", true, false)) {
            List<String> indexes = new ArrayList<>();
            while (rows.next()) {
                indexes.add(rows.getString("INDEX_NAME"));
            }
            assertThat(indexes).contains("photos_by_owner", "PRIMARY_KEY");
        }
    }

    @Test
    void runsPartitionedDmlAndStaleReadsInAutocommit() throws SQLException {
        connection.setAutoCommit(true);
        update("insert into albums (id, name) values ('pdml', 'x')");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set spanner.read_only_staleness = 'MAX_STALENESS 10s'");
            assertThat(count("select count(*) from albums where id = 'pdml'")).isEqualTo(1);
            statement.execute("set spanner.read_only_staleness = 'STRONG'");
            statement.execute("set spanner.autocommit_dml_mode = 'PARTITIONED_NON_ATOMIC'");
            assertThat(statement.executeUpdate("delete from albums where id = 'pdml'"))
                    .isEqualTo(1);
        }
        assertThat(count("select count(*) from albums where id = 'pdml'")).isZero();
    }

    @Test
    void keepsTheDdlAsItWasWritten() throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table passing (id bigint primary key)");
            statement.execute("drop table passing");
        }
        assertThat(DdlOf.database(spanner, DATABASE))
                .anyMatch(s -> s.startsWith("create table album_photos") && s.contains("interleave in parent"))
                .contains("create change stream cs for photos")
                .noneMatch(s -> s.contains("passing"));
    }

    private static Mutation album(String id, String name) {
        return Mutation.newInsertBuilder("albums")
                .set("id")
                .to(id)
                .set("name")
                .to(name)
                .build();
    }

    private int update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (ResultSet row = query(sql)) {
            return row.getLong(1);
        }
    }

    private ResultSet query(String sql) throws SQLException {
        ResultSet rows = queryRows(sql);
        assertThat(rows.next()).isTrue();
        return rows;
    }

    private ResultSet queryRows(String sql) throws SQLException {
        Statement statement = connection.createStatement();
        statement.closeOnCompletion();
        return statement.executeQuery(sql);
    }
}
