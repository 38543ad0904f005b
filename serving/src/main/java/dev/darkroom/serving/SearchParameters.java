package dev.darkroom.serving;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.port.RankWeight;
import dev.darkroom.core.port.SearchQuery;
import dev.darkroom.core.port.SearchQuery.GeoBox;
import dev.darkroom.core.port.SearchQuery.GeoCircle;
import dev.darkroom.core.port.SearchQuery.Order;
import dev.darkroom.web.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the query parameters of {@code GET /v1/search} into a {@link SearchQuery}. */
final class SearchParameters {
    /** Every parameter that the route knows. */
    static final Set<String> NAMES = Set.of(
            "q",
            "from",
            "until",
            "bbox",
            "near",
            "radius",
            "camera",
            "tag",
            "ids",
            "like",
            "collapse",
            "sort",
            "limit",
            "offset",
            "facets");

    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_TEXT = 500;
    private static final String TIME =
            "a date like 2024-12-31 or an instant like 2024-12-31T09:30:00Z, of the years 1 to 9999";
    private static final String BOX = "west,south,east,north in degrees";
    private static final String NEAR = "latitude,longitude,radius_m, or latitude,longitude beside radius=5km";
    private static final String RADIUS = "a distance over 0 and up to 20000km, like 800m or 5km";
    private static final Pattern DISTANCE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(m|km)");

    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?");

    private SearchParameters() {}

    /**
     * The search that {@code in} asks for, among the photos of {@code owner}; with words the best come first, otherwise the
     * newest, when {@code in} does not say.
     *
     * @throws ProblemException naming the first parameter that cannot be used
     */
    static SearchQuery parse(UserId owner, Parameters in, RankWeight rankWeight) {
        int limit = in.integer("limit", 0, MAX_LIMIT, DEFAULT_LIMIT);
        Optional<Instant> from = in.as("from", TIME, SearchParameters::instant);
        Optional<Instant> until = in.as("until", TIME, SearchParameters::instant);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw Parameters.refused("until", in.text("until").orElseThrow(), "after from");
        }
        if (like(in).isPresent() && in.text("sort").isPresent()) {
            throw Parameters.refused(
                    "sort", in.text("sort").orElseThrow(), "absent beside like, which puts the most alike first");
        }
        Optional<String> words = bounded(in, "q");
        boolean byRelevance = in.as("sort", "relevance or date", SearchParameters::isRelevance)
                .orElse(words.isPresent());
        return new SearchQuery(
                owner,
                words,
                from,
                until,
                in.as("bbox", BOX, SearchParameters::box),
                circle(in),
                in.as("ids", "at most " + SearchQuery.MAX_IDS + " photo ids separated by commas", SearchParameters::ids)
                        .orElse(List.of()),
                bounded(in, "camera"),
                bounded(in, "tag"),
                in.as("collapse", "duplicates", SearchParameters::collapse).orElse(false),
                byRelevance ? new Order.Relevance(rankWeight) : new Order.Newest(),
                limit,
                in.integer("offset", 0, SearchQuery.MAX_WINDOW - limit, 0));
    }

    /** The photo whose like are asked for; its order goes before that of {@link #parse}. */
    static Optional<PhotoId> like(Parameters in) {
        return in.as("like", "the id of a photo", PhotoId::parse);
    }

    private static boolean isRelevance(String sort) {
        return switch (sort) {
            case "relevance" -> true;
            case "date" -> false;
            default -> throw new IllegalArgumentException(sort);
        };
    }

    private static boolean collapse(String by) {
        if (!by.equals("duplicates")) {
            throw new IllegalArgumentException(by);
        }
        return true;
    }

    private static Optional<String> bounded(Parameters in, String name) {
        return in.as(name, "at most " + MAX_TEXT + " characters", value -> {
            if (value.length() > MAX_TEXT) {
                throw new IllegalArgumentException("too long");
            }
            return value;
        });
    }

    private static Instant instant(String text) {
        return Times.ofCommonEra(
                text.contains("T")
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static GeoBox box(String text) {
        double[] degrees = numbers(text, 4, 4);
        return new GeoBox(degrees[3], degrees[0], degrees[1], degrees[2]);
    }

    private static Optional<GeoCircle> circle(Parameters in) {
        Optional<Double> radius = in.as("radius", RADIUS, SearchParameters::metres);
        if (radius.isPresent() && in.text("near").isEmpty()) {
            throw Parameters.refused("radius", in.text("radius").orElseThrow(), "beside near=latitude,longitude");
        }
        return in.as("near", NEAR, text -> {
            double[] numbers = numbers(text, 2, 3);
            if ((numbers.length == 3) == radius.isPresent()) {
                throw new IllegalArgumentException("one radius, not none and not two");
            }
            GeoPoint centre = GeoPoint.of(numbers[0], numbers[1]);
            return new GeoCircle(centre, radius.orElseGet(() -> numbers[2]));
        });
    }

    private static double metres(String text) {
        Matcher match = DISTANCE.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(text);
        }
        double metres = Double.parseDouble(match.group(1)) * ("km".equals(match.group(2)) ? 1_000 : 1);
        return new GeoCircle(GeoPoint.of(0, 0), metres).radiusMetres();
    }

    private static double[] numbers(String text, int least, int most) {
        double[] numbers = Stream.of(text.split(",", -1))
                .map(String::strip)
                .mapToDouble(SearchParameters::number)
                .toArray();
        if (numbers.length < least || numbers.length > most) {
            throw new IllegalArgumentException(text);
        }
        return numbers;
    }

    /** Not all that Java reads as a number: {@code 1d} and {@code 0x1p3} are slips. */
    private static double number(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return Double.parseDouble(text);
    }

    private static List<PhotoId> ids(String text) {
        String[] ids = text.split(",", -1);
        if (ids.length > SearchQuery.MAX_IDS) {
            throw new IllegalArgumentException("too many");
        }
        return Stream.of(ids).map(String::strip).map(PhotoId::parse).distinct().toList();
    }
}
