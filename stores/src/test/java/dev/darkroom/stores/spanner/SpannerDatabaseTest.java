package dev.darkroom.stores.spanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.UnavailableException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SpannerDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Test
    @Timeout(8) // the driver by itself gives up after 10 s and more
    void allWhoWaitForASpannerThatNeverAnswersAreToldSoInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SpannerDatabase database = new SpannerDatabase(url(silent), PATIENCE)) {
            List<CompletableFuture<Integer>> waiting = IntStream.range(0, 3)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> database.single("count", connection -> i)))
                    .toList();

            assertThat(waiting)
                    .allSatisfy(one -> assertThatThrownBy(one::join)
                            .hasCauseInstanceOf(UnavailableException.class)
                            .hasMessageContaining("Spanner did not answer within 1 s to count"));
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("darkroom-spanner-connect"))
                    .hasSize(1);
        }
    }

    private static String url(ServerSocket server) {
        return "jdbc:cloudspanner://127.0.0.1:" + server.getLocalPort()
                + "/projects/p/instances/i/databases/d?usePlainText=true;dialect=POSTGRESQL";
    }
}
