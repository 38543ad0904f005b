package dev.darkroom.core.port;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.GeoPoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A search of one owner's photos; every given condition must hold.
 *
 * @param text words over file name, title, camera, lens, place, keywords and tags
 * @param from taken (or else uploaded) at or after
 * @param until taken (or else uploaded) before
 * @param ids only these photos; empty list: no such condition; at most 1,000
 * @param camera exact camera name, as in the facet
 * @param tag exact tag or keyword, as in the facet
 * @param collapse one hit per group of duplicates: the best shot among those that match
 * @param order which hits come first
 * @param limit 0 to 200 hits
 * @param offset hits to skip; offset + limit at most 10,000
 */
public record SearchQuery(
        UserId owner,
        Optional<String> text,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<GeoBox> within,
        Optional<GeoCircle> near,
        List<PhotoId> ids,
        Optional<String> camera,
        Optional<String> tag,
        boolean collapse,
        Order order,
        int limit,
        int offset) {
    /** The most photos that a search can be confined to. */
    public static final int MAX_IDS = 1_000;

    /** The furthest hit that paging can reach. */
    public static final int MAX_WINDOW = 10_000;

    public SearchQuery {
        ids = List.copyOf(ids);
        if (ids.size() > MAX_IDS) {
            throw new IllegalArgumentException(
                    "At most " + MAX_IDS + " ids can be asked for at once, not " + ids.size());
        }
        if (limit < 0 || limit > 200) {
            throw new IllegalArgumentException("limit must lie in [0, 200]: " + limit);
        }
        if (offset < 0 || offset + limit > MAX_WINDOW) {
            throw new IllegalArgumentException(
                    "offset must be at least 0 and offset + limit at most " + MAX_WINDOW + ": " + offset);
        }
        if (text.isPresent() && text.get().length() > 500) {
            throw new IllegalArgumentException("Search text must have at most 500 characters, not "
                    + text.get().length());
        }
    }

    /** All photos of {@code owner}, newest first. */
    public static SearchQuery all(UserId owner, int limit) {
        return new SearchQuery(
                owner,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                new Order.Newest(),
                limit,
                0);
    }

    /** The same search with its hits in another order. */
    public SearchQuery by(Order other) {
        return new SearchQuery(
                owner, text, from, until, within, near, ids, camera, tag, collapse, other, limit, offset);
    }

    /** Which hits come first; among equals those that were taken last. */
    public sealed interface Order {
        /** Those that were taken (or else uploaded) last. */
        record Newest() implements Order {}

        /**
         * Those that match the words best and stand highest; without words, those that stand highest.
         *
         * @param weight how much a photo's rank counts
         */
        record Relevance(RankWeight weight) implements Order {}

        /**
         * As somebody else has put them; no others are hits.
         *
         * @param photos each once, at most 1,000
         */
        record Given(List<PhotoId> photos) implements Order {
            public Given {
                photos = List.copyOf(photos);
                if (photos.size() > MAX_IDS) {
                    throw new IllegalArgumentException(
                            "At most " + MAX_IDS + " photos can be given, not " + photos.size());
                }
            }
        }
    }

    /** A box of degrees; {@code west > east} crosses the date line. */
    public record GeoBox(double north, double west, double south, double east) {
        public GeoBox {
            if (!(north >= south) || !(Math.abs(north) <= 90) || !(Math.abs(south) <= 90)) {
                throw new IllegalArgumentException(
                        "Box must have -90 <= south <= north <= 90: south " + south + ", north " + north);
            }
            if (!(Math.abs(west) <= 180) || !(Math.abs(east) <= 180)) {
                throw new IllegalArgumentException(
                        "Box must have west and east in [-180, 180]: west " + west + ", east " + east);
            }
        }
    }

    /** Everything within {@code radiusMetres} (over 0, at most 20,000 km) of a point. */
    public record GeoCircle(GeoPoint centre, double radiusMetres) {
        public GeoCircle {
            if (!(radiusMetres > 0 && radiusMetres <= 20_000_000)) {
                throw new IllegalArgumentException("Radius must lie in (0, 20000000] metres: " + radiusMetres);
            }
        }
    }
}
