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

    /** At most {@code count}: those with other sides first, then by their worst PSNR; those too small to measure last. */
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
                .mapToDouble(
                        pair -> pair.quality().map(Quality::psnr).orElse(pair.hasSameSides() ? Double.MAX_VALUE : 0))
                .min()
                .orElse(Double.MAX_VALUE);
    }

    private Optional<Example> example(List<Pair> pairs) {
        UserId owner = pairs.get(0).owner();
        PhotoId photo = pairs.get(0).photo();
        return TwoVersions.find(stores, owner, photo, old, now).flatMap(both -> {
            Optional<Example.Picture> before = picture(owner, photo, both.old());
            return before.flatMap(old ->
                    picture(owner, photo, both.now()).map(made -> new Example(photo.toString(), old, made, pairs)));
        });
    }

    private static Rendition shown(DerivedRenditions made) {
        return made.renditions().stream()
                .min(Comparator.comparingInt(one -> Math.abs(one.size() - SHOWN_SIZE)))
                .orElseThrow();
    }

    private Optional<Example.Picture> picture(UserId owner, PhotoId photo, DerivedRenditions version) {
        Rendition rendition = shown(version);
        if (rendition.bytes() > MAX_BYTES) {
            return Optional.empty();
        }
        return stores.blobs()
                .read(ObjectKeys.rendition(version.recipe(), owner, photo, rendition), MAX_BYTES)
                .map(file -> new Example.Picture(
                        Pair.Side.of(rendition),
                        "data:" + rendition.format().mediaType() + ";base64,"
                                + Base64.getEncoder().encodeToString(file)));
    }
}
