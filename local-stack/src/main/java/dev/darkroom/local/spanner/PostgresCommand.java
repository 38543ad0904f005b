package dev.darkroom.local.spanner;

import dev.darkroom.local.process.Unprivileged;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that runs PostgreSQL in the foreground on 127.0.0.1, with settings for a small machine and every
 * commit durable. Stop it with SIGINT: SIGTERM would wait for its clients.
 *
 * @param data a prepared data directory
 * @param port TCP port on 127.0.0.1; there is no Unix socket
 */
public record PostgresCommand(PostgresData data, int port) {
    /** How many sessions it accepts; the gateway's pool must stay below. */
    public static final int MAX_CONNECTIONS = 60;

    public PostgresCommand {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must lie in [1, 65535]: " + port);
        }
    }

    /** The whole command, with the prefix {@code user} needs. */
    public List<String> commandLine(Unprivileged user) {
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(
                List.of(data.program("postgres").toString(), "-D", data.data().toString()));
        command.addAll(List.of("-p", Integer.toString(port), "-k", ""));
        List<String> settings = List.of(
                "listen_addresses=127.0.0.1",
                "max_connections=" + MAX_CONNECTIONS,
                "shared_buffers=64MB",
                "max_wal_size=512MB",
                "wal_level=minimal",
                "max_wal_senders=0",
                "synchronous_commit=on",
                // A plan is chosen for single rows by key: compiling it, or sharing it out, costs more than it saves;
                // and rows must come in the same order when a stream is resumed.
                "jit=off",
                "max_parallel_workers_per_gather=0",
                "synchronize_seqscans=off",
                "random_page_cost=1.1",
                "deadlock_timeout=250ms",
                "max_pred_locks_per_transaction=256",
                "timezone=UTC",
                "log_timezone=UTC",
                // The gateway answers and logs its clients' mistakes.
                "log_min_messages=log",
                "log_min_error_statement=panic");
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return List.copyOf(command);
    }

    /** Where the gateway finds it. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + PostgresData.USER;
    }
}
