package dev.darkroom.core.event;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.core.transform.TransformId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** What a derived event tells of beside its snapshot, to Avro records and back. */
final class BesideRecords {
    private static final Schema SHADOW = EventSchemas.named("ShadowDerivation");

    private static final Schema VECTOR = EventSchemas.named("DerivedVector");

    private BesideRecords() {}

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

    static List<GenericRecord> of(Map<TransformId, List<Float>> vectors) {
        List<GenericRecord> all = new ArrayList<>();
        vectors.forEach((transform, numbers) -> {
            GenericRecord out = new GenericData.Record(VECTOR);
            out.put("transform", transform.toString());
            out.put("numbers", numbers);
            all.add(out);
        });
        return all;
    }

    static Map<TransformId, List<Float>> vectors(List<?> in) {
        Map<TransformId, List<Float>> vectors = new HashMap<>();
        for (Object each : in) {
            GenericRecord vector = (GenericRecord) each;
            List<Float> numbers = new ArrayList<>();
            ((List<?>) vector.get("numbers")).forEach(number -> numbers.add((Float) number));
            vectors.put(TransformId.parse(PhotoRecords.text(vector, "transform")), numbers);
        }
        return vectors;
    }
}
