package dev.darkroom.local.spanner;

import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import java.util.UUID;

/** Answers calls: with a value, with the status of a failure, or as an operation that is done already. */
final class Answers {
    private Answers() {}

    /** What a call does. */
    @FunctionalInterface
    interface Body<T> {
        T run() throws Exception;
    }

    static <T> void unary(StreamObserver<T> observer, Body<T> body) {
        T answer;
        try {
            answer = body.run();
        } catch (Exception e) {
            observer.onError(SqlErrors.toStatus(e));
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    /** A long-running operation of the API that did not run long. */
    static Operation done(String parent, String operationId, Message metadata, Message response) {
        String id = operationId.isEmpty() ? "_auto_" + UUID.randomUUID() : operationId;
        return Operation.newBuilder()
                .setName(parent + "/operations/" + id)
                .setDone(true)
                .setMetadata(Any.pack(metadata))
                .setResponse(Any.pack(response))
                .build();
    }
}
