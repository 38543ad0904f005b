package dev.darkroom.spark.backfill;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.photo.Camera;
import dev.darkroom.core.photo.Measures;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.hash.Measuring;
import dev.darkroom.imaging.look.Look;
import dev.darkroom.imaging.look.LookDefinition;
import dev.darkroom.imaging.metadata.MetadataReader;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes the function of a registered version again, out of its definition: the same objects that the stream runs. */
final class Derivatives {
    private static final String RENDITIONS = "renditions";
    private static final String METADATA = "metadata";
    private static final String MEASURES = "measures";

    private Derivatives() {}

    /**
     * The recipe whose developer {@code version} needs; measures are of the renditions of the live recipe.
     *
     * @param live the live version of {@code renditions}
     */
    static RenditionRecipe recipe(Definition version, Definition live) {
        Definition source = version.transform().name().equals(RENDITIONS) ? version : live;
        RenditionRecipe recipe = RecipeFile.parse(source.text());
        sameCode(source.transform(), recipe.id());
        return recipe;
    }

    /** Whether {@code version} needs a developer at all; reading metadata or a proxy needs none. */
    static boolean decodes(Definition version) {
        return !Set.of(METADATA, LookDefinition.NAME)
                .contains(version.transform().name());
    }

    /** How long the vectors are that photos are to be found by; none when {@code version} makes no such. */
    static OptionalInt dimensions(Definition version) {
        return version.transform().name().equals(LookDefinition.NAME)
                ? OptionalInt.of(look(version).dimensions())
                : OptionalInt.empty();
    }

    private static LookDefinition look(Definition version) {
        LookDefinition look = LookDefinition.parse(version.text());
        sameCode(version.transform(), look.id());
        return look;
    }

    /**
     * The function of {@code version}.
     *
     * @param developer of {@link #recipe}; not asked when {@link #decodes} says no
     * @throws IllegalArgumentException when this program cannot make that version
     */
    static Derivative of(Definition version, Optional<Transform<Original, DevelopedPhoto>> developer) {
        return switch (version.transform().name()) {
            case RENDITIONS -> new OfRenditions(developer.orElseThrow());
            case MEASURES -> {
                sameCode(version.transform(), Measuring.id());
                yield new OfMeasures(developer.orElseThrow());
            }
            case METADATA -> {
                sameCode(version.transform(), new MetadataReader().id());
                yield new OfMetadata(new MetadataReader());
            }
            case LookDefinition.NAME -> new OfLook(new Look(renderer(), look(version)));
            default ->
                throw new IllegalArgumentException("No program makes "
                        + version.transform().name() + "; a backfill can run renditions, metadata, measures and look");
        };
    }

    private static Renderer renderer() {
        try {
            return Renderer.load();
        } catch (RejectedException e) {
            throw new UnavailableException(e.getMessage(), e);
        }
    }

    /** A version whose code is another's cannot be made by this program; what it would make were something else. */
    private static void sameCode(TransformId asked, TransformId made) {
        if (!asked.equals(made)) {
            throw new IllegalArgumentException("This program makes " + made + " and not " + asked
                    + ": run the release of Darkroom that registered it");
        }
    }

    private record OfRenditions(Transform<Original, DevelopedPhoto> developer) implements Derivative {
        @Override
        public Product apply(Original input, Optional<byte[]> sidecar) throws RejectedException {
            DevelopedPhoto photo = developer.apply(input);
            Features features = new Features(
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(
                            "thumb_hash",
                            photo.developed().thumbHash(),
                            "perceptual_hash",
                            Long.toHexString(photo.developed().perceptualHash())));
            return new Product(photo.files(), Optional.of(photo.developed().derivedRenditions()), features);
        }

        @Override
        public boolean readsSidecar() {
            return false;
        }
    }

    private record OfMeasures(Transform<Original, DevelopedPhoto> developer) implements Derivative {
        @Override
        public Product apply(Original input, Optional<byte[]> sidecar) throws RejectedException {
            Measures made = developer.apply(input).developed().measures().orElseThrow();
            Map<String, List<Float>> colours = Map.of(
                    "dominant_colours",
                    made.dominantColours().stream().map(Integer::floatValue).toList());
            return Product.of(new Features(
                    colours,
                    Map.of(),
                    Map.of(
                            "sharpness", made.sharpness(),
                            "brightness", made.brightness(),
                            "clipped_shadows", made.clippedShadows(),
                            "clipped_highlights", made.clippedHighlights(),
                            "colourfulness", made.colourfulness()),
                    Map.of("pixel_hash", made.pixelHash().hex())));
        }

        @Override
        public boolean readsSidecar() {
            return false;
        }
    }

    private record OfMetadata(MetadataReader reader) implements Derivative {
        @Override
        public Product apply(Original input, Optional<byte[]> sidecar) {
            PhotoMetadata made = sidecar.map(beside -> reader.apply(input.bytes(), beside))
                    .orElseGet(() -> reader.apply(input.bytes()));
            Map<String, String> texts = new HashMap<>();
            Map<String, Double> numbers = new HashMap<>();
            Camera camera = made.camera();
            camera.displayName().ifPresent(name -> texts.put("camera", name));
            camera.lens().ifPresent(lens -> texts.put("lens", lens));
            made.takenAt()
                    .ifPresent(taken -> texts.put("taken_at", taken.instant().toString()));
            made.title().ifPresent(title -> texts.put("title", title));
            made.place().ifPresent(place -> texts.put("place", place));
            made.placeName().ifPresent(place -> texts.put("country_code", place.countryCode()));
            made.rating().ifPresent(rating -> numbers.put("rating", rating.doubleValue()));
            made.location().ifPresent(at -> {
                numbers.put("latitude", at.latitude());
                numbers.put("longitude", at.longitude());
            });
            numbers.put("orientation", (double) made.orientation());
            Map<String, Double> keywords = new HashMap<>();
            made.keywords().forEach(keyword -> keywords.put(keyword, 1.0));
            return Product.of(new Features(Map.of(), keywords, numbers, texts));
        }

        @Override
        public boolean readsSidecar() {
            return true;
        }
    }

    private record OfLook(Look look) implements Derivative {
        @Override
        public Product apply(Original input, Optional<byte[]> sidecar) throws RejectedException {
            return Product.of(
                    new Features(Map.of(LookDefinition.NAME, look.apply(input.bytes())), Map.of(), Map.of(), Map.of()));
        }

        @Override
        public boolean readsSidecar() {
            return false;
        }
    }
}
