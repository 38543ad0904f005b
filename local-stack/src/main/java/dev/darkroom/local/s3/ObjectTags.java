package dev.darkroom.local.s3;

import java.util.LinkedHashMap;
import java.util.Map;

/** An object's tags, as a header says them and as a document does. */
final class ObjectTags {
    private static final int MAX_TAGS = 10;

    private ObjectTags() {}

    static Map<String, String> ofHeader(S3Request request) throws S3ErrorException {
        Map<String, String> tags = new LinkedHashMap<>();
        for (QueryString.Parameter tag :
                QueryString.parse(request.header("x-amz-tagging").orElse("")).parameters()) {
            add(tags, tag.name(), tag.value());
        }
        return tags;
    }

    static Map<String, String> ofDocument(byte[] document) throws S3ErrorException {
        Map<String, String> tags = new LinkedHashMap<>();
        XmlElement set = XmlElement.parse(document).child("TagSet").orElseThrow(S3ErrorException::malformedXml);
        for (XmlElement tag : set.all("Tag")) {
            add(tags, tag.required("Key"), tag.required("Value"));
        }
        return tags;
    }

    static String toDocument(Map<String, String> tags) {
        XmlWriter xml = XmlWriter.document("Tagging").open("TagSet");
        tags.forEach((key, value) ->
                xml.open("Tag").leaf("Key", key).leaf("Value", value).close());
        return xml.end();
    }

    private static void add(Map<String, String> tags, String key, String value) throws S3ErrorException {
        if (key.isEmpty() || tags.put(key, value) != null) {
            throw new S3ErrorException(400, "InvalidTag", "A tag needs a key, and no two the same: " + key);
        }
        if (tags.size() > MAX_TAGS) {
            throw new S3ErrorException(400, "BadRequest", "Object tags cannot be greater than " + MAX_TAGS);
        }
    }
}
