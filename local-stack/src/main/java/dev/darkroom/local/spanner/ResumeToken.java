package dev.darkroom.local.spanner;

import com.google.protobuf.ByteString;
import com.google.spanner.v1.TransactionSelector;

/**
 * Reads a resume token, the number of rows the client already has. They can be skipped only in the transaction that read
 * them, where the same statement gives the same rows; anywhere else the client must begin again.
 */
final class ResumeToken {
    private ResumeToken() {}

    static long read(ByteString token, TransactionSelector selector) {
        if (token.isEmpty()) {
            return 0;
        }
        if (selector.hasBegin() && selector.getBegin().hasReadWrite()) {
            throw SqlErrors.aborted("The stream broke off with its transaction. Run the transaction again");
        }
        if (!selector.hasId()) {
            throw Refused.precondition(
                    "The stream broke off and the data it read may have changed. Run the query again");
        }
        try {
            return Long.parseLong(token.toStringUtf8());
        } catch (NumberFormatException e) {
            throw Refused.invalid("Not a resume token of this gateway: " + token.toStringUtf8());
        }
    }
}
