package dev.darkroom.spark.reindex;

import org.elasticsearch.hadoop.handler.HandlerResult;
import org.elasticsearch.hadoop.rest.bulk.handler.BulkWriteErrorHandler;
import org.elasticsearch.hadoop.rest.bulk.handler.BulkWriteFailure;
import org.elasticsearch.hadoop.rest.bulk.handler.DelayableErrorCollector;

/**
 * A document that the index has at this version or a newer one is done, as when a task is run again. The connector makes
 * it by name, so it is public.
 */
public final class StaleIsDone extends BulkWriteErrorHandler {
    private static final int CONFLICT = 409;

    /** Called by the connector. */
    public StaleIsDone() {}

    @Override
    public HandlerResult onError(BulkWriteFailure failure, DelayableErrorCollector<byte[]> collector) {
        return failure.getResponseCode() == CONFLICT
                ? HandlerResult.HANDLED
                : collector.pass("Elasticsearch refused a document");
    }
}
