package dev.darkroom.core.event;

import dev.darkroom.core.event.PhotosShown.Shown;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** What people did with photos, views and searches, to Avro records of the contract and back. */
final class UseRecords {
    private static final Schema SHOWN = EventSchemas.named("Shown");

    private UseRecords() {}

    static GenericRecord fill(GenericRecord out, PhotoViewed viewed) {
        out.put("viewer", viewed.viewer().value());
        out.put("what", viewed.what().code());
        out.put("search", viewed.search().map(SearchId::toString).orElse(null));
        return out;
    }

    static PhotoViewed viewed(GenericRecord in) {
        return new PhotoViewed(
                owner(in),
                photo(in),
                (long) in.get("version"),
                new UserId(PhotoRecords.text(in, "viewer")),
                PhotoViewed.What.ofCode(PhotoRecords.text(in, "what")),
                PhotoRecords.maybeText(in, "search").map(SearchId::parse),
                PhotoRecords.instant(in, "occurred_at"));
    }

    static GenericRecord fill(GenericRecord out, PhotosShown shown) {
        out.put("search", shown.search().toString());
        out.put("first", shown.first());
        out.put("photos", shown.photos().stream().map(UseRecords::of).toList());
        return out;
    }

    static PhotosShown shown(GenericRecord in) {
        return new PhotosShown(
                SearchId.parse(PhotoRecords.text(in, "search")),
                owner(in),
                (int) in.get("first"),
                ((List<?>) in.get("photos"))
                        .stream().map(photo -> one((GenericRecord) photo)).toList(),
                PhotoRecords.instant(in, "occurred_at"));
    }

    private static GenericRecord of(Shown one) {
        GenericRecord out = new GenericData.Record(SHOWN);
        out.put("photo", one.photo().toString());
        out.put("version", one.version());
        out.put("relevance", one.relevance().isPresent() ? one.relevance().getAsDouble() : null);
        return out;
    }

    private static Shown one(GenericRecord in) {
        return new Shown(photo(in), (long) in.get("version"), PhotoRecords.maybeDouble(in, "relevance"));
    }

    private static UserId owner(GenericRecord in) {
        return new UserId(PhotoRecords.text(in, "owner"));
    }

    private static PhotoId photo(GenericRecord in) {
        return PhotoId.parse(PhotoRecords.text(in, "photo"));
    }
}
