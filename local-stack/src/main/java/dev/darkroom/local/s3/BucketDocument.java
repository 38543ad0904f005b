package dev.darkroom.local.s3;

import java.util.Arrays;
import java.util.Optional;

/** The settings of a bucket that are kept and given back; nothing acts on them. */
enum BucketDocument {
    ENCRYPTION(
            "encryption",
            "<ServerSideEncryptionConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Rule>"
                    + "<ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
                    + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>"
                    + "</ServerSideEncryptionConfiguration>",
            ""),
    CORS("cors", "", "NoSuchCORSConfiguration"),
    NOTIFICATION("notification", "<NotificationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>", ""),
    LIFECYCLE("lifecycle", "", "NoSuchLifecycleConfiguration"),
    TAGGING("tagging", "", "NoSuchTagSet");

    private final String subresource;
    private final String defaultXml;
    private final String missingCode;

    BucketDocument(String subresource, String defaultXml, String missingCode) {
        this.subresource = subresource;
        this.defaultXml = defaultXml;
        this.missingCode = missingCode;
    }

    static Optional<BucketDocument> of(QueryString query) {
        return Arrays.stream(values()).filter(d -> query.has(d.subresource)).findFirst();
    }

    String fileName() {
        return subresource + ".xml";
    }

    /** What a bucket has on which nothing was set. */
    String defaultXml() throws S3ErrorException {
        if (defaultXml.isEmpty()) {
            throw new S3ErrorException(404, missingCode, "The bucket has no " + subresource + " configuration");
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + defaultXml;
    }
}
