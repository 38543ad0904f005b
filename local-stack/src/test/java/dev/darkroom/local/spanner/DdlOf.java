package dev.darkroom.local.spanner;

import com.google.spanner.admin.database.v1.DatabaseAdminGrpc;
import com.google.spanner.admin.database.v1.GetDatabaseDdlRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.List;

/** Asks a gateway for the DDL of a database, by the API. */
final class DdlOf {
    private DdlOf() {}

    static List<String> database(LocalSpanner spanner, String database) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", spanner.port())
                .usePlaintext()
                .build();
        try {
            return DatabaseAdminGrpc.newBlockingStub(channel)
                    .getDatabaseDdl(GetDatabaseDdlRequest.newBuilder()
                            .setDatabase("projects/darkroom/instances/local/databases/" + database)
                            .build())
                    .getStatementsList();
        } finally {
            channel.shutdownNow();
        }
    }
}
