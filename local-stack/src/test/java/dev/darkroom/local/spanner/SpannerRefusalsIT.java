package dev.darkroom.local.spanner;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spanner refuses is refused here too, all the way through the driver. */
final class SpannerRefusalsIT {
    private static LocalSpanner spanner;

    @BeforeAll
    static void createTable() throws Exception {
        spanner = LocalSpanner.shared();
        try (Connection connection = spanner.connect("refusals");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table t (id varchar primary key, n bigint, meta jsonb, body bytea, filler varchar)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (id bigint)",
                "create table a (id serial primary key)",
                "create table a (id bigint primary key, t timestamp)",
                "create table a (id bigint primary key, a inet)",
                "create table a (id bigint primary key, a mood)",
                "create index a on t (n) where n > 3",
                "create index a on t (lower(id))",
                "create index a on t using gin (meta)",
                "create trigger a before insert on t execute function f()",
                "create function f() returns bigint language sql as 'select 1'",
                "create type mood as enum ('a')",
                "create extension pg_trgm",
                "select * from t for update skip locked",
                "select pg_advisory_lock(1)",
                "select * from t where id like 'a!%' escape '!'",
                "insert into t (id, n) values ('a', 1) on conflict (id) do update set n = t.n + 1",
                "insert into t (id, n) values ('a', 1) on conflict (id) do update set n = excluded.n where t.n > 1",
                "insert into t (id, n) values ('a', 1) on conflict on constraint t_pkey do nothing",
                "insert into t (id, n) select g::varchar, 1 from generate_series(1, 40001) g",
                "listen a",
                "notify a",
                "release savepoint nobody"
            })
    void refuses(String sql) {
        assertThatThrownBy(() -> run(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s).*(INVALID_ARGUMENT|FAILED_PRECONDITION|UNIMPLEMENTED).*");
    }

    @Test
    void refusesDdlInATransaction() throws SQLException {
        try (Connection connection = spanner.connect("refusals")) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("insert into t (id) values ('tx')");
                assertThatThrownBy(() -> statement.execute("create table a (id bigint primary key)"))
                        .hasMessageContaining("FAILED_PRECONDITION");
            }
            connection.rollback();
        }
    }

    @Test
    void refusesCellsOverTenMebibytes() throws SQLException {
        try (Connection connection = spanner.connect("refusals");
                PreparedStatement statement = connection.prepareStatement("insert into t (id, body) values ('a', ?)")) {
            statement.setBytes(1, new byte[11 * 1024 * 1024]);
            assertThatThrownBy(statement::executeUpdate).hasMessageContaining("10 MiB");
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = spanner.connect("refusals");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
