package dev.darkroom.local.spanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the gateway does by itself, and what it survives. */
final class SpannerLifecycleIT {
    private static final int SIGTERM_EXIT = 143;
    private static LocalSpanner spanner;

    @BeforeAll
    static void start() throws Exception {
        spanner = LocalSpanner.shared();
    }

    @Test
    void rollsBackTransactionsThatNobodyUses() throws Exception {
        try (SpannerGateway gateway = quickGateway();
                Connection forgetful = DriverManager.getConnection(SpannerGateway.jdbcUrl(gateway.port(), "idle"));
                Connection other = DriverManager.getConnection(SpannerGateway.jdbcUrl(gateway.port(), "idle"));
                Statement first = forgetful.createStatement();
                Statement second = other.createStatement()) {
            second.execute("create table t (id bigint primary key, n bigint)");
            second.execute("insert into t (id, n) values (1, 0)");
            first.execute("set spanner.retry_aborts_internally = false");
            forgetful.setAutoCommit(false);
            first.executeUpdate("update t set n = 1 where id = 1");

            // Waits for the row until the forgetful transaction is rolled back.
            assertThat(second.executeUpdate("update t set n = 2 where id = 1")).isEqualTo(1);

            assertThatThrownBy(forgetful::commit).hasMessageContaining("ABORTED");
        }
    }

    @Test
    void deletesRowsWhoseTimeIsOver() throws Exception {
        try (SpannerGateway gateway = quickGateway();
                Connection connection = DriverManager.getConnection(SpannerGateway.jdbcUrl(gateway.port(), "ttl"));
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id bigint primary key, seen timestamptz) ttl interval '2 days' on seen");
            statement.executeUpdate("insert into t (id, seen) values (1, current_timestamp - interval '3 days'),"
                    + " (2, current_timestamp - interval '1 day'), (3, null)");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> ids(statement).equals("2 3 "));
        }
    }

    @Test
    void dataDdlAndSessionsOutliveStopAndKillOfTheGateway() throws Exception {
        try (Connection connection = spanner.connect("restart");
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id bigint primary key, seen timestamptz)");
            statement.executeUpdate("insert into t (id) values (1)");
            assertThat(spanner.stopGateway()).isEqualTo(SIGTERM_EXIT);
            spanner.startGateway();
            statement.executeUpdate("insert into t (id) values (2)");
            spanner.killGateway();
            spanner.startGateway();
            statement.executeUpdate("insert into t (id) values (3)");

            assertThat(ids(statement)).isEqualTo("1 2 3 ");
        }
        assertThat(DdlOf.database(spanner, "restart"))
                .containsExactly("create table t (id bigint primary key, seen timestamptz)");
    }

    @Test
    void committedRowsOutliveAKillOfPostgres() throws Exception {
        try (Connection connection = spanner.connect("crash");
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id bigint primary key)");
            statement.executeUpdate("insert into t (id) values (1)");
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into t (id) values (2)");
            spanner.postgres().kill();
            spanner.postgres().start();
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            connection.rollback();
            connection.setAutoCommit(true);
            statement.executeUpdate("insert into t (id) values (3)");

            assertThat(ids(statement)).isEqualTo("1 3 ");
        }
    }

    private static String ids(Statement statement) throws SQLException {
        StringBuilder ids = new StringBuilder();
        try (ResultSet rows = statement.executeQuery("select id from t order by id")) {
            while (rows.next()) {
                ids.append(rows.getLong(1)).append(' ');
            }
        }
        return ids.toString();
    }

    private static SpannerGateway quickGateway() throws Exception {
        return SpannerGateway.start(
                new GatewaySettings(0, spanner.postgres().jdbcUrl(), Duration.ofSeconds(1), Duration.ofMillis(300), 8));
    }
}
