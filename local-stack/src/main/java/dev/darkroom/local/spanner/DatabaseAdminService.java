package dev.darkroom.local.spanner;

import com.google.longrunning.Operation;
import com.google.protobuf.Empty;
import com.google.spanner.admin.database.v1.CreateDatabaseMetadata;
import com.google.spanner.admin.database.v1.CreateDatabaseRequest;
import com.google.spanner.admin.database.v1.Database;
import com.google.spanner.admin.database.v1.DatabaseAdminGrpc;
import com.google.spanner.admin.database.v1.DatabaseDialect;
import com.google.spanner.admin.database.v1.DropDatabaseRequest;
import com.google.spanner.admin.database.v1.GetDatabaseDdlRequest;
import com.google.spanner.admin.database.v1.GetDatabaseDdlResponse;
import com.google.spanner.admin.database.v1.GetDatabaseRequest;
import com.google.spanner.admin.database.v1.ListDatabasesRequest;
import com.google.spanner.admin.database.v1.ListDatabasesResponse;
import com.google.spanner.admin.database.v1.UpdateDatabaseDdlMetadata;
import com.google.spanner.admin.database.v1.UpdateDatabaseDdlRequest;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The administration of databases: their schemas above all. */
final class DatabaseAdminService extends DatabaseAdminGrpc.DatabaseAdminImplBase {
    private static final Pattern CREATE =
            Pattern.compile("\\s*CREATE\\s+DATABASE\\s+[\"`]?([^\"`\\s;]+)[\"`]?\\s*;?\\s*", Pattern.CASE_INSENSITIVE);

    private final Databases databases;

    DatabaseAdminService(Databases databases) {
        this.databases = databases;
    }

    @Override
    public void getDatabase(GetDatabaseRequest request, StreamObserver<Database> observer) {
        Answers.unary(observer, () -> {
            databases.at(request.getName());
            return describe(request.getName());
        });
    }

    @Override
    public void listDatabases(ListDatabasesRequest request, StreamObserver<ListDatabasesResponse> observer) {
        Answers.unary(observer, () -> {
            ListDatabasesResponse.Builder found = ListDatabasesResponse.newBuilder();
            databases.list().stream()
                    .filter(path -> path.startsWith(request.getParent() + "/"))
                    .forEach(path -> found.addDatabases(describe(path)));
            return found.build();
        });
    }

    @Override
    public void createDatabase(CreateDatabaseRequest request, StreamObserver<Operation> observer) {
        Answers.unary(observer, () -> {
            Matcher statement = CREATE.matcher(request.getCreateStatement());
            if (!statement.matches()) {
                throw Refused.invalid("Not a CREATE DATABASE statement: " + request.getCreateStatement());
            }
            if (request.getDatabaseDialect() == DatabaseDialect.GOOGLE_STANDARD_SQL) {
                throw Refused.unimplemented("GoogleSQL dialect", "create the database with dialect POSTGRESQL");
            }
            String path = request.getParent() + "/databases/" + statement.group(1);
            if (databases.exists(path)) {
                throw Status.ALREADY_EXISTS
                        .withDescription("Database exists: " + path)
                        .asRuntimeException();
            }
            PgDatabase database = databases.at(path);
            for (String ddl : request.getExtraStatementsList()) {
                database.ddl().run(ddl);
            }
            CreateDatabaseMetadata metadata =
                    CreateDatabaseMetadata.newBuilder().setDatabase(path).build();
            return Answers.done(path, "", metadata, describe(path));
        });
    }

    @Override
    public void updateDatabaseDdl(UpdateDatabaseDdlRequest request, StreamObserver<Operation> observer) {
        Answers.unary(observer, () -> {
            PgDatabase database = databases.at(request.getDatabase());
            UpdateDatabaseDdlMetadata.Builder metadata = UpdateDatabaseDdlMetadata.newBuilder()
                    .setDatabase(request.getDatabase())
                    .addAllStatements(request.getStatementsList());
            for (String ddl : request.getStatementsList()) {
                database.ddl().run(ddl);
                metadata.addCommitTimestamps(Transactions.timestamp(Instant.now()));
            }
            return Answers.done(
                    request.getDatabase(), request.getOperationId(), metadata.build(), Empty.getDefaultInstance());
        });
    }

    @Override
    public void getDatabaseDdl(GetDatabaseDdlRequest request, StreamObserver<GetDatabaseDdlResponse> observer) {
        Answers.unary(
                observer,
                () -> GetDatabaseDdlResponse.newBuilder()
                        .addAllStatements(
                                databases.at(request.getDatabase()).ddl().statements())
                        .build());
    }

    @Override
    public void dropDatabase(DropDatabaseRequest request, StreamObserver<Empty> observer) {
        Answers.unary(observer, () -> {
            databases.drop(request.getDatabase());
            return Empty.getDefaultInstance();
        });
    }

    private static Database describe(String path) {
        return Database.newBuilder()
                .setName(path)
                .setState(Database.State.READY)
                .setDatabaseDialect(DatabaseDialect.POSTGRESQL)
                .build();
    }
}
