package dev.darkroom.spark.compare;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.quality.Planes;
import dev.darkroom.imaging.quality.Quality;
import dev.darkroom.imaging.quality.RenditionReader;
import dev.darkroom.stores.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what two versions made of a photo, and measures how near each rendition is to the one of the same size. */
final class ComparePhoto {
    /** SSIM is of squares of 8 by 8. */
    private static final int SMALLEST_SIDE = 8;

    private static final long MAX_BYTES = 64L << 20;

    private final Stores stores;
    private final RenditionReader reader;
    private final TransformId old;
    private final TransformId now;

    ComparePhoto(Stores stores, RenditionReader reader, TransformId old, TransformId now) {
        this.stores = stores;
        this.reader = reader;
        this.old = old;
        this.now = now;
    }

    /** One pair for each size in both; none when the photo is gone or has changed hands since the sample was drawn. */
    List<Pair> compare(UserId owner, PhotoId photo) {
        List<Pair> pairs = new ArrayList<>();
        TwoVersions.find(stores, owner, photo, old, now).ifPresent(both -> {
            for (Map.Entry<Rendition, Rendition> pair : both.pairs().entrySet()) {
                Rendition made = pair.getKey();
                Rendition before = pair.getValue();
                Optional<Quality> quality = read(owner, photo, both.old(), before)
                        .flatMap(picture -> read(owner, photo, both.now(), made)
                                .filter(other -> comparable(picture, other))
                                .map(other -> Quality.of(other, picture)));
                pairs.add(new Pair(
                        owner, photo, made.size(), Pair.Side.of(before), Pair.Side.of(made), both.hashBits(), quality));
            }
        });
        return pairs;
    }

    private Optional<Planes> read(UserId owner, PhotoId photo, DerivedRenditions version, Rendition rendition) {
        return stores.blobs()
                .read(ObjectKeys.rendition(version.recipe(), owner, photo, rendition), MAX_BYTES)
                .map(file -> reader.read(rendition.format(), file));
    }

    private static boolean comparable(Planes one, Planes other) {
        return one.sides().equals(other.sides()) && Math.min(one.width(), one.height()) >= SMALLEST_SIDE;
    }
}
