package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Deletion;
import dev.darkroom.local.objects.ObjectStore;
import dev.darkroom.local.objects.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers DeleteObjects. */
final class DeletionHandler {
    private static final int MAX_OBJECTS = 1000;

    private final ObjectStore store;

    DeletionHandler(ObjectStore store) {
        this.store = store;
    }

    void delete(S3Request request, byte[] document, Answer answer) throws IOException {
        XmlElement order = XmlElement.parse(document);
        List<Deletion> deletions = new ArrayList<>();
        for (XmlElement object : order.all("Object")) {
            String key = object.required("Key");
            if (key.isEmpty()) {
                throw S3ErrorException.malformedXml();
            }
            deletions.add(new Deletion(key, object.leaf("VersionId").filter(id -> !id.isEmpty())));
        }
        if (deletions.isEmpty() || deletions.size() > MAX_OBJECTS) {
            throw S3ErrorException.malformedXml();
        }
        List<Optional<StoredObject>> results = store.objects().deleteAll(request.bucket(), deletions);
        boolean isQuiet = order.leafAt("Quiet").filter("true"::equalsIgnoreCase).isPresent();
        XmlWriter xml = XmlWriter.document("DeleteResult");
        for (int i = 0; i < deletions.size() && !isQuiet; i++) {
            Deletion deletion = deletions.get(i);
            xml.open("Deleted").leaf("Key", deletion.key()).leaf("VersionId", deletion.version());
            results.get(i)
                    .filter(object -> !object.isContent())
                    .ifPresent(
                            marker -> xml.leaf("DeleteMarker", true).leaf("DeleteMarkerVersionId", marker.version()));
            xml.close();
        }
        answer.xml(200, xml.end());
    }
}
