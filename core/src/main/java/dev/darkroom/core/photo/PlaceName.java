package dev.darkroom.core.photo;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people call the surroundings of a position, found offline; the photographer's own words are in {@link
 * PhotoMetadata#place()}.
 *
 * @param countryCode ISO 3166-1 alpha-2
 * @param country in English
 * @param region the first level below the country, such as a state or province
 * @param city the nearest settlement, when one is near
 */
public record PlaceName(String countryCode, String country, Optional<String> region, Optional<String> city) {
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}");

    public PlaceName {
        if (!CODE.matcher(countryCode).matches()) {
            throw new IllegalArgumentException("Country code must be two capital letters: " + countryCode);
        }
    }

    /** From the small to the large, without repeats: {@code Arezzo, Tuscany, Italy}. */
    public String text() {
        return Stream.of(city, region, Optional.of(country))
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
