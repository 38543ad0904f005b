package dev.darkroom.local.s3;

/** A refusal in S3's own words: HTTP status, error code, message, and elements that only some codes carry. */
final class S3ErrorException extends java.io.IOException {
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

    static S3ErrorException noSuchKey() {
        return new S3ErrorException(404, "NoSuchKey", "The specified key does not exist.");
    }

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

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c >= 0x20 || c == '\t' || c == '\n' || c == '\r')
                .forEach(c -> {
                    switch (c) {
                        case '&' -> escaped.append("&amp;");
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        default -> escaped.appendCodePoint(c);
                    }
                });
        return escaped.toString();
    }
}
