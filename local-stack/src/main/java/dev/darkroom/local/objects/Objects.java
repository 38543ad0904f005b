package dev.darkroom.local.objects;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of all buckets; what is answered is durable. */
public final class Objects {
    private static final int MAX_LOOKS = 8;

    private final Index index;
    private final SegmentFiles files;
    private final Clock clock;

    Objects(Index index, SegmentFiles files, Clock clock) {
        this.index = index;
        this.files = files;
        this.clock = clock;
    }

    /** Begins the bytes of an object or a part. */
    public SegmentWriter write() throws IOException {
        return files.create();
    }

    /** The current version, unless there is none or it says that the object was deleted. */
    public Optional<StoredObject> find(ObjectName name) throws IOException {
        return index.read(session -> ObjectTable.current(session, name)).filter(StoredObject::isContent);
    }

    /** One version, which may be a delete marker; the current one when none is named. */
    public Optional<StoredObject> findVersion(ObjectName name, Optional<String> version) throws IOException {
        return index.read(session -> version.isPresent()
                ? ObjectTable.version(session, name, version.get())
                : ObjectTable.current(session, name));
    }

    /** Makes bytes that were written an object, or deletes them again when it is refused. */
    public StoredObject put(ObjectName name, List<Segment> segments, ObjectFacts facts, Precondition precondition)
            throws IOException {
        try {
            Committer.Committed<StoredObject> committed = index.change(tx -> {
                Bucket bucket = Buckets.require(tx.session(), name.bucket());
                precondition.check(ObjectTable.current(tx.session(), name).filter(StoredObject::isContent));
                tx.keep(segments);
                return ObjectTable.replace(
                        tx,
                        bucket,
                        StoredObject.Kind.CONTENT,
                        name,
                        new NewObject(segments, facts, Optional.empty()),
                        place());
            });
            files.settle(segments);
            files.delete(committed.dropped());
            return committed.result();
        } catch (RefusedException e) {
            files.discard(segments);
            throw e;
        }
    }

    /**
     * The bytes of an object once more, for another object; nothing is read where the file system has links.
     *
     * @throws NoSuchFileException when the object has been replaced or deleted meanwhile
     */
    public List<Segment> duplicate(StoredObject source) throws IOException {
        List<Segment> copies = new ArrayList<>();
        try {
            for (Segment segment : source.segments()) {
                copies.add(files.duplicate(segment));
            }
        } catch (IOException e) {
            files.discard(copies);
            throw e;
        }
        return copies;
    }

    /** Opens the bytes of what the look-up finds; looks again when the object is replaced just then. */
    public Content open(Lookup lookup) throws IOException {
        for (int looks = 1; ; looks++) {
            StoredObject object = lookup.find();
            try {
                return Content.open(files, object);
            } catch (NoSuchFileException e) {
                if (looks == MAX_LOOKS) {
                    throw new IOException("The bytes of " + object.name() + " are missing: " + e.getMessage(), e);
                }
            }
        }
    }

    /** Finds an object or refuses. */
    public interface Lookup {
        StoredObject find() throws IOException;
    }

    /**
     * Deletes an object. Where versions are kept and none is named, a delete marker hides them; of a missing object without versions nothing
     * is said.
     *
     * @return the version that was deleted or the marker that was made
     */
    public Optional<StoredObject> delete(ObjectName name, Optional<String> version, Precondition precondition)
            throws IOException {
        Committer.Committed<Optional<StoredObject>> committed = index.change(tx -> {
            Bucket bucket = Buckets.require(tx.session(), name.bucket());
            precondition.check(ObjectTable.current(tx.session(), name).filter(StoredObject::isContent));
            return delete(tx, bucket, new Deletion(name.key(), version));
        });
        files.delete(committed.dropped());
        return committed.result();
    }

    /** Deletes many objects of a bucket at once, and says of each what {@link #delete} does. */
    public List<Optional<StoredObject>> deleteAll(String bucketName, List<Deletion> deletions) throws IOException {
        Committer.Committed<List<Optional<StoredObject>>> committed = index.change(tx -> {
            Bucket bucket = Buckets.require(tx.session(), bucketName);
            List<Optional<StoredObject>> results = new ArrayList<>();
            for (Deletion deletion : deletions) {
                results.add(delete(tx, bucket, deletion));
            }
            return results;
        });
        files.delete(committed.dropped());
        return committed.result();
    }

    private Optional<StoredObject> delete(Transaction tx, Bucket bucket, Deletion deletion) throws SQLException {
        ObjectName name = new ObjectName(bucket.name(), deletion.key());
        Optional<String> version = deletion.version();
        if (version.isEmpty() && bucket.versioning() != Versioning.OFF) {
            return Optional.of(ObjectTable.replace(
                    tx, bucket, StoredObject.Kind.DELETE_MARKER, name, ObjectTable.NOTHING, place()));
        }
        Optional<StoredObject> doomed = version.isPresent()
                ? ObjectTable.version(tx.session(), name, version.get())
                : ObjectTable.current(tx.session(), name);
        if (doomed.isPresent()) {
            ObjectTable.removeVersion(tx, doomed.get());
        }
        return doomed;
    }

    /** Replaces the tags of one version, or of the current one. */
    public void tag(ObjectName name, Optional<String> version, Map<String, String> tags) throws IOException {
        index.change(tx -> {
            Optional<StoredObject> found = version.isPresent()
                    ? ObjectTable.version(tx.session(), name, version.get())
                    : ObjectTable.current(tx.session(), name);
            StoredObject object = found.filter(StoredObject::isContent)
                    .orElseThrow(() ->
                            new RefusedException(version.isPresent() ? Refusal.NO_SUCH_VERSION : Refusal.NO_SUCH_KEY));
            ObjectTable.retag(tx.session(), object, tags);
            return object;
        });
    }

    private ObjectTable.Place place() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new ObjectTable.Place(files.nextId(), now);
    }
}
