package dev.darkroom.local.spanner;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that speaks Cloud Spanner's gRPC API (PostgreSQL dialect) over a PostgreSQL, on 127.0.0.1 only. PostgreSQL may
 * come and go meanwhile: calls are answered UNAVAILABLE, which clients repeat, until it is back.
 */
public final class SpannerGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpannerGateway.class);
    private static final int MAX_MESSAGE_BYTES = 32 * 1024 * 1024;
    private static final int MAX_QUEUED_CALLS = 4_096;
    private static final int MAX_CALLS_PER_CLIENT = 256;
    private static final long STOP_SECONDS = 5;

    private final ConnectionPool pool;
    private final Transactions transactions;
    private final ExecutorService calls;
    private final ScheduledExecutorService upkeep;
    private final Server server;
    private final List<ScheduledFuture<?>> tasks;

    private SpannerGateway(GatewaySettings settings) {
        this.pool = new ConnectionPool(settings.postgresUrl(), settings.maxConnections());
        this.transactions = new Transactions();
        // A call may wait for a session that only another call can give back, so there are more threads than sessions.
        this.calls = callThreads(2 * settings.maxConnections());
        this.upkeep = Executors.newScheduledThreadPool(2, named("spanner-upkeep"));
        Databases databases = new Databases(pool);
        CallCancellation cancellation = new CallCancellation(upkeep);
        this.server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()))
                .executor(calls)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CLIENT)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(new SpannerService(databases, transactions, cancellation))
                .addService(new DatabaseAdminService(databases))
                .addService(new InstanceAdminService())
                .build();
        long idleMillis = settings.idleTransaction().toMillis();
        long checkMillis = Math.max(100, Math.min(1_000, idleMillis / 4));
        this.tasks = List.of(
                schedule(() -> transactions.rollbackIdle(settings.idleTransaction()), checkMillis),
                schedule(new TtlSweeper(databases)::sweep, settings.ttlSweep().toMillis()));
    }

    /** Starts to serve; PostgreSQL need not be there yet. */
    public static SpannerGateway start(GatewaySettings settings) throws IOException {
        SpannerGateway gateway = new SpannerGateway(settings);
        try {
            gateway.server.start();
        } catch (IOException e) {
            gateway.close();
            throw new IOException("Cannot listen on 127.0.0.1:" + settings.port() + ": choose another port", e);
        }
        LOG.info("Spanner gateway serves on 127.0.0.1:{} over {}", gateway.port(), settings.postgresUrl());
        return gateway;
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** The JDBC URL of a database behind a gateway on {@code port}, for google-cloud-spanner-jdbc. */
    public static String jdbcUrl(int port, String database) {
        return "jdbc:cloudspanner://127.0.0.1:" + port + "/projects/darkroom/instances/local/databases/" + database
                + "?usePlainText=true;dialect=POSTGRESQL";
    }

    /** Returns when it was closed. */
    public void awaitEnd() throws InterruptedException {
        server.awaitTermination();
    }

    /** Lets calls that run come to their end for a moment, rolls open transactions back, and stops. */
    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        tasks.forEach(task -> task.cancel(true));
        upkeep.shutdownNow();
        transactions.rollbackAll();
        calls.shutdownNow();
        pool.close();
        LOG.info("Spanner gateway stopped");
    }

    private ScheduledFuture<?> schedule(Runnable task, long millis) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("Upkeep of the Spanner gateway failed; it is tried again", e);
            }
        };
        return upkeep.scheduleWithFixedDelay(guarded, millis, millis, TimeUnit.MILLISECONDS);
    }

    private static ExecutorService callThreads(int count) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_QUEUED_CALLS),
                named("spanner-call"),
                new ThreadPoolExecutor.CallerRunsPolicy());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
