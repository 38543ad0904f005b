package dev.darkroom.core.photo;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.transform.TransformId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Photo values for tests, named by what they mean. */
public final class Photos {
    public static final TransformId RENDITIONS = TransformId.of("renditions", 1, "test");
    public static final TransformId METADATA = TransformId.of("metadata", 1, "test");
    public static final TransformId MEASURES = TransformId.of("measures", 1, "test");
    public static final Instant NOON = Instant.parse("2024-06-01T12:00:00.123456Z");

    private Photos() {}

    /** An upload by {@code owner} whose content, and so its id, depends on {@code seed} alone. */
    public static Upload upload(UserId owner, String seed) {
        ContentHash content = ContentHash.of(seed.getBytes(StandardCharsets.UTF_8));
        return new Upload(owner, content, seed + ".jpg", ImageFormat.JPEG, 4_200_000, 4032, 3024, NOON);
    }

    /** Everything a camera with GPS can say. */
    public static PhotoMetadata richMetadata() {
        return new PhotoMetadata(
                Optional.of(new TakenAt(
                        Instant.parse("2021-07-14T09:30:15.250Z"),
                        TakenAt.ZoneSource.OFFSET_TAG,
                        Optional.of(ZoneOffset.ofHours(2)))),
                new Camera(Optional.of("Canon"), Optional.of("Canon EOS 450D"), Optional.of("EF-S 18-55mm")),
                new Exposure(
                        Optional.of(1 / 250.0),
                        Optional.of(5.6),
                        Optional.of(200),
                        Optional.of(35.0),
                        Optional.of(false)),
                Optional.of(new GeoPoint(43.4684, 11.8826, Optional.of(296.0), Optional.of(181.5))),
                6,
                Optional.of("Città vecchia"),
                Optional.of("Arezzo, Toscana, Italia"),
                List.of("holiday", "été"),
                Optional.of(4),
                Optional.of(new PlaceName("IT", "Italy", Optional.of("Tuscany"), Optional.of("Arezzo"))),
                Optional.of(Motion.inside(3_100_000, 1_100_000)),
                Map.of(
                        MetadataField.TAKEN_AT,
                        MetadataSource.EXIF,
                        MetadataField.TITLE,
                        MetadataSource.SIDECAR,
                        MetadataField.KEYWORDS,
                        MetadataSource.IPTC));
    }

    /** Nothing is known but this camera, place, title and these keywords. */
    public static PhotoMetadata written(String camera, String place, String title, List<String> keywords) {
        return new PhotoMetadata(
                Optional.empty(),
                new Camera(Optional.empty(), Optional.of(camera), Optional.empty()),
                Exposure.UNKNOWN,
                Optional.empty(),
                1,
                Optional.of(title),
                Optional.of(place),
                keywords,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** Derived data with {@code metadata}, four renditions and measures where there is metadata. */
    public static Developed developed(PhotoMetadata metadata) {
        List<Rendition> renditions = List.of(1200, 600, 300, 150).stream()
                .map(size -> new Rendition(
                        size, ImageFormat.JPEG, size * 3 / 4, size, size * 100L, hash("rendition" + size)))
                .toList();
        return new Developed(
                RENDITIONS,
                METADATA,
                3024,
                4032,
                metadata,
                renditions,
                "1QcSHQRnh493V4dIh4eXh1h4kJUI",
                -7,
                metadata.equals(PhotoMetadata.NONE) ? Optional.empty() : Optional.of(measures()));
    }

    private static Measures measures() {
        return new Measures(MEASURES, hash("pixels"), 812.5, 0.43, 0.01, 0.25, 31.25, List.of(0xa08040, 0, 0xffffff));
    }

    /** The completed photo of {@code upload} at {@code version}. */
    public static Photo completed(Upload upload, long version, PhotoMetadata metadata) {
        return new Photo(
                upload,
                PhotoStatus.COMPLETED,
                version,
                Optional.of(developed(metadata)),
                Optional.empty(),
                List.of("mine"));
    }

    /** As {@code photo}, but known to be in {@code group}. */
    public static Photo in(DuplicateGroup group, Photo photo) {
        return new Photo(
                photo.upload(),
                photo.status(),
                photo.version(),
                photo.developed(),
                photo.rejection(),
                photo.tags(),
                Optional.of(group),
                photo.rank());
    }

    /** As {@code photo}, but of this static rank. */
    public static Photo ranked(double rank, Photo photo) {
        return new Photo(
                photo.upload(),
                photo.status(),
                photo.version(),
                photo.developed(),
                photo.rejection(),
                photo.tags(),
                photo.duplicates(),
                OptionalDouble.of(rank));
    }

    /** The failed photo of {@code upload} at {@code version}. */
    public static Photo failed(Upload upload, long version) {
        return new Photo(upload, PhotoStatus.FAILED, version, Optional.empty(), Optional.of(rejection()), List.of());
    }

    public static Rejection rejection() {
        return new Rejection(Reason.TRUNCATED, "The file ends at byte 1234 of the scan", RENDITIONS);
    }

    private static ContentHash hash(String seed) {
        return ContentHash.of(seed.getBytes(StandardCharsets.UTF_8));
    }
}
