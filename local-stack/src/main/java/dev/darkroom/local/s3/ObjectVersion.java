package dev.darkroom.local.s3;

import dev.darkroom.local.objects.StoredObject;

/** One stored object, for which a restore may be asked: whoever replaces it under the same key makes another one. */
record ObjectVersion(String bucket, String key, String id) {
    static ObjectVersion of(StoredObject object) {
        return new ObjectVersion(object.name().bucket(), object.name().key(), Long.toString(object.id()));
    }
}
