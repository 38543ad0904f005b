package dev.darkroom.local.spanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Contention, large results, and many statements. */
final class SpannerUnderLoadIT {
    private static final String DATABASE = "load";
    private static final int ABORTED = 10;
    private static LocalSpanner spanner;

    @BeforeAll
    static void createTables() throws Exception {
        spanner = LocalSpanner.shared();
        try (Connection connection = spanner.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("create table counters (id varchar primary key, n bigint)");
            statement.execute("create table wide (id bigint primary key, filler varchar)");
            statement.execute("insert into counters (id, n) values ('x', 0)");
        }
    }

    @Test
    void noIncrementIsLostUnderContention() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(threads.submit(() -> {
                increment(20);
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        try (Connection connection = spanner.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select n from counters where id = 'x'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isEqualTo(120);
        }
    }

    /** The gateway's whole heap is smaller than the result: 200,000 rows of about 1 KB in 96 MB. */
    @Test
    void streamsAResultLargerThanItsHeap() throws SQLException {
        try (Connection connection = spanner.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 200_000; i += 25_000) {
                statement.executeUpdate("insert into wide (id, filler) select g, repeat('x', 1000) from"
                        + " generate_series(" + i + ", " + (i + 24_999) + ") as g");
            }
            long rows = 0;
            long sum = 0;
            try (ResultSet result = statement.executeQuery("select id, filler from wide order by id")) {
                while (result.next()) {
                    sum += result.getLong(1);
                    rows++;
                }
            }
            assertThat(rows).isEqualTo(200_000);
            assertThat(sum).isEqualTo(199_999L * 200_000 / 2);
        }
    }

    @Test
    void aReaderThatStopsInTheMiddleHoldsNobodyUp() throws SQLException {
        try (Connection connection = spanner.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into counters (id, n) values ('half', 0)");
            try (ResultSet result =
                    statement.executeQuery("select g, repeat('y', 2000) from generate_series(1, 100000) as g")) {
                assertThat(result.next()).isTrue();
                try (Connection other = spanner.connect(DATABASE);
                        Statement update = other.createStatement()) {
                    assertThat(update.executeUpdate("update counters set n = 1 where id = 'half'"))
                            .isEqualTo(1);
                }
            }
        }
    }

    private static void increment(int times) throws SQLException {
        try (Connection connection = spanner.connect(DATABASE)) {
            connection.setAutoCommit(false);
            for (int done = 0; done < times; ) {
                try (Statement statement = connection.createStatement();
                        PreparedStatement update =
                                connection.prepareStatement("update counters set n = ? where id = 'x'")) {
                    ResultSet row = statement.executeQuery("select n from counters where id = 'x'");
                    row.next();
                    update.setLong(1, row.getLong(1) + 1);
                    update.executeUpdate();
                    connection.commit();
                    done++;
                } catch (SQLException e) {
                    connection.rollback();
                    if (e.getErrorCode() != ABORTED) {
                        throw e;
                    }
                }
            }
        }
    }
}
