package dev.darkroom.spark.compare;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.quality.Quality;
import dev.darkroom.stores.Stores;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Picks the photos that a person should look at, and fetches their pictures. */
final class Examples {
    /** Large enough to judge by eye, and small enough that dozens fit into a page. */
    private static final int SHOWN_SIZE = 600;

    private static final long MAX_BYTES = 2L << 20;

    private final Stores stores;
    private final TransformId old;
    private final TransformId now;

    Examples(Stores stores, TransformId old, TransformId now) {
        this.stores = stores;
        this.old = old;
        this.now = now;
    }

    /** At most {@code count}: those that cannot be measured first, then by their worst PSNR. */
    List<Example> worstFirst(List<Pair> pairs, int count) {
        Map<PhotoId, List<Pair>> photos = pairs.stream().collect(Collectors.groupingBy(Pair::photo));
        List<Example> shown = new ArrayList<>();
        photos.values().stream()
                .sorted(Comparator.comparingDouble(Examples::worst)
                        .thenComparing(one -> one.get(0).photo().toString()))
                .limit(count)
                .forEach(worst -> example(worst).ifPresent(shown::add));
        return shown;
    }

    static double worst(List<Pair> pairs) {
        return pairs.stream()
                .mapToDouble(pair -> pair.quality().map(Quality::psnr).orElse(0.0))
                .min()
                .orElse(0);
    }

    private Optional<Example> example(List<Pair> pairs) {
        UserId owner = pairs.get(0).owner();
        PhotoId photo = pairs.get(0).photo();
        return TwoVersions.find(stores, owner, photo, old, now).flatMap(both -> {
            Rendition before = shown(both.old());
            Rendition made = shown(both.now());
            boolean same = before.width() == made.width() && before.height() == made.height();
            return picture(owner, photo, both.old(), before)
                    .flatMap(left -> picture(owner, photo, both.now(), made)
                            .map(right -> new Example(photo.toString(), left, right, same, pairs)));
        });
    }

    private static Rendition shown(DerivedRenditions made) {
        return made.renditions().stream()
                .min(Comparator.comparingInt(one -> Math.abs(one.size() - SHOWN_SIZE)))
                .orElseThrow();
    }

    private Optional<String> picture(UserId owner, PhotoId photo, DerivedRenditions version, Rendition rendition) {
        if (rendition.bytes() > MAX_BYTES) {
            return Optional.empty();
        }
        return stores.blobs()
                .read(ObjectKeys.rendition(version.recipe(), owner, photo, rendition), MAX_BYTES)
                .map(file -> "data:" + rendition.format().mediaType() + ";base64,"
                        + Base64.getEncoder().encodeToString(file));
    }
}
