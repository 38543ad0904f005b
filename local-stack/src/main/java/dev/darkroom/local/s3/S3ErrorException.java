package dev.darkroom.local.s3;

import dev.darkroom.local.objects.RefusedException;
import java.io.IOException;

/** A refusal in S3's own words: HTTP status, error code, message, and elements that only some codes carry. */
final class S3ErrorException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String extraXml;

    S3ErrorException(int status, String code, String message) {
        this(status, code, message, "");
    }

    S3ErrorException(int status, String code, String message, String extraXml) {
        super(message);
        this.status = status;
        this.code = code;
        this.extraXml = extraXml;
    }

    static S3ErrorException invalidRequest(String message) {
        return new S3ErrorException(400, "InvalidRequest", message);
    }

    static S3ErrorException accessDenied(String message) {
        return new S3ErrorException(403, "AccessDenied", message);
    }

    static S3ErrorException incompleteBody(String message) {
        return new S3ErrorException(400, "IncompleteBody", message);
    }

    static S3ErrorException malformedXml() {
        return new S3ErrorException(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    static S3ErrorException notImplemented(String message) {
        return new S3ErrorException(501, "NotImplemented", message);
    }

    static S3ErrorException invalidArgument(String message) {
        return new S3ErrorException(400, "InvalidArgument", message);
    }

    static S3ErrorException methodNotAllowed() {
        return new S3ErrorException(
                405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }

    static S3ErrorException preconditionFailed() {
        return new S3ErrorException(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }

    static S3ErrorException noSuchKey() {
        return new S3ErrorException(404, "NoSuchKey", "The specified key does not exist.");
    }

    /** In the words of S3 what the store refuses. */
    static S3ErrorException of(RefusedException refused) {
        Code code = switch (refused.refusal()) {
            case NO_SUCH_BUCKET -> new Code(404, "NoSuchBucket");
            case BUCKET_EXISTS -> new Code(409, "BucketAlreadyOwnedByYou");
            case BUCKET_NOT_EMPTY -> new Code(409, "BucketNotEmpty");
            case NO_SUCH_KEY -> new Code(404, "NoSuchKey");
            case NO_SUCH_VERSION -> new Code(404, "NoSuchVersion");
            case NO_SUCH_UPLOAD -> new Code(404, "NoSuchUpload");
            case PRECONDITION_FAILED -> new Code(412, "PreconditionFailed");
            case INVALID_PART -> new Code(400, "InvalidPart");
            case INVALID_PART_ORDER -> new Code(400, "InvalidPartOrder");
            case PART_TOO_SMALL -> new Code(400, "EntityTooSmall");
        };
        return new S3ErrorException(code.status(), code.name(), refused.getMessage());
    }

    private record Code(int status, String name) {}

    static S3ErrorException signatureDoesNotMatch() {
        return new S3ErrorException(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. "
                        + "Check your key and signing method.");
    }

    static S3ErrorException invalidObjectState(String storageClass) {
        return new S3ErrorException(
                403,
                "InvalidObjectState",
                "The operation is not valid for the object's storage class",
                "<StorageClass>" + storageClass + "</StorageClass>");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String toXml(String resource, String requestId) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>"
                + escape(getMessage()) + "</Message>" + extraXml + "<Resource>" + escape(resource)
                + "</Resource><RequestId>" + requestId + "</RequestId></Error>";
    }

    /** Unlike in a listing nobody needs to have the key back, so what XML cannot say is left out and the rest understood. */
    private static String escape(String text) {
        return XmlWriter.escape(text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", ""));
    }
}
