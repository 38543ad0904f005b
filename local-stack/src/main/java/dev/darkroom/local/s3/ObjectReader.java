package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Content;
import dev.darkroom.local.objects.ObjectName;
import dev.darkroom.local.objects.ObjectStore;
import dev.darkroom.local.objects.StoredObject;
import java.io.IOException;
import java.util.Optional;

/** Finds the object that a request names, or says as S3 does why there is none. */
final class ObjectReader {
    private final ObjectStore store;

    ObjectReader(ObjectStore store) {
        this.store = store;
    }

    StoredObject find(ObjectName name, Optional<String> version) throws IOException {
        Optional<StoredObject> found = store.objects().findVersion(name, version);
        if (found.filter(StoredObject::isContent).isPresent()) {
            return found.get();
        }
        if (found.isPresent() && version.isPresent()) {
            throw S3ErrorException.methodNotAllowed();
        }
        store.buckets().require(name.bucket());
        throw version.isPresent()
                ? new S3ErrorException(404, "NoSuchVersion", "The specified version does not exist.")
                : S3ErrorException.noSuchKey();
    }

    /** Opens its bytes, which are those of the object that is found however often it is replaced meanwhile. */
    Content open(ObjectName name, Optional<String> version) throws IOException {
        return store.objects().open(() -> find(name, version));
    }
}
