package dev.darkroom.core.event;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.core.transform.TransformId;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The derivations that a derived event tells of beside its snapshot, to Avro records and back. */
final class ShadowRecords {
    private static final Schema SHADOW = EventSchemas.named("ShadowDerivation");

    private ShadowRecords() {}

    static GenericRecord of(Derivation derivation) {
        GenericRecord out = new GenericData.Record(SHADOW);
        out.put("transform", derivation.transform().toString());
        if (derivation.outcome() instanceof Derivation.Failed failed) {
            out.put("failure", failed.reason().code());
        }
        return out;
    }

    static Derivation derivation(Photo photo, GenericRecord in) {
        Derivation.Outcome outcome = PhotoRecords.maybeText(in, "failure")
                .<Derivation.Outcome>map(code -> new Derivation.Failed(Reason.ofCode(code)))
                .orElseGet(Derivation.Done::new);
        return new Derivation(
                photo.owner(), photo.id(), TransformId.parse(PhotoRecords.text(in, "transform")), outcome);
    }
}
