package dev.darkroom.local.spanner;

import com.google.protobuf.Empty;
import com.google.spanner.v1.BatchCreateSessionsRequest;
import com.google.spanner.v1.BatchCreateSessionsResponse;
import com.google.spanner.v1.BeginTransactionRequest;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.CommitResponse;
import com.google.spanner.v1.CreateSessionRequest;
import com.google.spanner.v1.DeleteSessionRequest;
import com.google.spanner.v1.ExecuteBatchDmlRequest;
import com.google.spanner.v1.ExecuteBatchDmlResponse;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.GetSessionRequest;
import com.google.spanner.v1.Mutation;
import com.google.spanner.v1.PartialResultSet;
import com.google.spanner.v1.ReadRequest;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.RollbackRequest;
import com.google.spanner.v1.Session;
import com.google.spanner.v1.SpannerGrpc;
import com.google.spanner.v1.Transaction;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * The data plane of Spanner's API. A session is only a name that carries its database: it costs nothing, needs no bound,
 * and stays valid when the gateway is started again.
 */
final class SpannerService extends SpannerGrpc.SpannerImplBase {
    private final Databases databases;
    private final Transactions transactions;
    private final StatementRunner statements;
    private final BatchRunner batches;
    private final KeyReader reads;

    SpannerService(Databases databases, Transactions transactions, CallCancellation cancellation) {
        this.databases = databases;
        this.transactions = transactions;
        this.statements = new StatementRunner(transactions, cancellation);
        this.batches = new BatchRunner(transactions, cancellation);
        this.reads = new KeyReader(transactions, cancellation);
    }

    @Override
    public void createSession(CreateSessionRequest request, StreamObserver<Session> observer) {
        Answers.unary(observer, () -> session(request.getDatabase(), request.getSession()));
    }

    @Override
    public void batchCreateSessions(
            BatchCreateSessionsRequest request, StreamObserver<BatchCreateSessionsResponse> observer) {
        Answers.unary(observer, () -> {
            BatchCreateSessionsResponse.Builder all = BatchCreateSessionsResponse.newBuilder();
            for (int i = 0; i < Math.min(100, request.getSessionCount()); i++) {
                all.addSession(session(request.getDatabase(), request.getSessionTemplate()));
            }
            return all.build();
        });
    }

    @Override
    public void getSession(GetSessionRequest request, StreamObserver<Session> observer) {
        Answers.unary(observer, () -> {
            databases.ofSession(request.getName());
            return Session.newBuilder().setName(request.getName()).build();
        });
    }

    @Override
    public void deleteSession(DeleteSessionRequest request, StreamObserver<Empty> observer) {
        Answers.unary(observer, Empty::getDefaultInstance);
    }

    @Override
    public void executeSql(ExecuteSqlRequest request, StreamObserver<ResultSet> observer) {
        Answers.unary(observer, () -> RowCollector.collect(transactions, open(request)));
    }

    @Override
    public void executeStreamingSql(ExecuteSqlRequest request, StreamObserver<PartialResultSet> observer) {
        stream(observer, () -> {
            long resumeAt = ResumeToken.read(request.getResumeToken(), request.getTransaction());
            OpenStatement open = open(request);
            if (resumeAt > 0 && open.translated().isDml()) {
                transactions.rollback(open.selection().transaction());
                throw SqlErrors.aborted("DML cannot be resumed. Run the transaction again");
            }
            return new Stream(open, resumeAt);
        });
    }

    @Override
    public void streamingRead(ReadRequest request, StreamObserver<PartialResultSet> observer) {
        stream(observer, () -> {
            long resumeAt = ResumeToken.read(request.getResumeToken(), request.getTransaction());
            return new Stream(reads.open(databases.ofSession(request.getSession()), request), resumeAt);
        });
    }

    @Override
    public void read(ReadRequest request, StreamObserver<ResultSet> observer) {
        Answers.unary(
                observer,
                () -> RowCollector.collect(
                        transactions, reads.open(databases.ofSession(request.getSession()), request)));
    }

    @Override
    public void executeBatchDml(ExecuteBatchDmlRequest request, StreamObserver<ExecuteBatchDmlResponse> observer) {
        Answers.unary(observer, () -> batches.run(databases.ofSession(request.getSession()), request));
    }

    @Override
    public void beginTransaction(BeginTransactionRequest request, StreamObserver<Transaction> observer) {
        Answers.unary(
                observer, () -> transactions.beginNow(databases.ofSession(request.getSession()), request.getOptions()));
    }

    @Override
    public void commit(CommitRequest request, StreamObserver<CommitResponse> observer) {
        Answers.unary(observer, () -> {
            PgDatabase database = databases.ofSession(request.getSession());
            GatewayTransaction transaction = request.hasSingleUseTransaction()
                    ? transactions.begin(database, request.getSingleUseTransaction())
                    : transactions.find(request.getTransactionId());
            try {
                if (request.getMutationsCount() > 0) {
                    apply(transaction, request.getMutationsList());
                }
            } catch (SQLException | RuntimeException e) {
                transactions.rollback(transaction);
                throw e;
            }
            Instant timestamp = transactions.commit(transaction);
            CommitResponse.Builder response =
                    CommitResponse.newBuilder().setCommitTimestamp(Transactions.timestamp(timestamp));
            if (request.getReturnCommitStats()) {
                response.getCommitStatsBuilder().setMutationCount(transaction.mutations());
            }
            return response.build();
        });
    }

    @Override
    public void rollback(RollbackRequest request, StreamObserver<Empty> observer) {
        Answers.unary(observer, () -> {
            transactions.rollback(request.getTransactionId());
            return Empty.getDefaultInstance();
        });
    }

    private record Stream(OpenStatement open, long resumeAt) {}

    private OpenStatement open(ExecuteSqlRequest request) throws SQLException {
        boolean planOnly = request.getQueryMode() == ExecuteSqlRequest.QueryMode.PLAN;
        return statements.open(
                databases.ofSession(request.getSession()),
                request.getTransaction(),
                StatementRunner.Sql.of(request),
                planOnly);
    }

    private void stream(StreamObserver<PartialResultSet> observer, Answers.Body<Stream> body) {
        ServerCallStreamObserver<PartialResultSet> call = (ServerCallStreamObserver<PartialResultSet>) observer;
        Stream stream;
        try {
            stream = body.run();
        } catch (Exception e) {
            observer.onError(SqlErrors.toStatus(e));
            return;
        }
        new RowStream(transactions, stream.open(), call).start(stream.resumeAt());
    }

    private static void apply(GatewayTransaction transaction, Iterable<Mutation> mutations) throws SQLException {
        transaction.with(false, connection -> {
            MutationWriter writer = new MutationWriter(transaction, connection);
            for (Mutation mutation : mutations) {
                writer.apply(mutation);
            }
            return true;
        });
    }

    private Session session(String database, Session template) throws SQLException {
        databases.at(database);
        return template.toBuilder()
                .setName(database + "/sessions/" + UUID.randomUUID())
                .setCreateTime(Transactions.timestamp(Instant.now()))
                .build();
    }
}
