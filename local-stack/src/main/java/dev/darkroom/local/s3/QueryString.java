package dev.darkroom.local.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The query of a request as decoded names and values in the order sent; a repeated name stays repeated. */
record QueryString(List<Parameter> parameters) {
    record Parameter(String name, String value) {
        private String encoded() {
            return PercentEncoding.encode(name) + "=" + PercentEncoding.encode(value);
        }
    }

    QueryString {
        parameters = List.copyOf(parameters);
    }

    static QueryString parse(String raw) throws S3ErrorException {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.add(new Parameter(PercentEncoding.decodeQuery(name), PercentEncoding.decodeQuery(value)));
            }
        }
        return new QueryString(parameters);
    }

    boolean has(String name) {
        return parameters.stream().anyMatch(p -> p.name().equals(name));
    }

    Optional<String> first(String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** The form that is signed: encoded, sorted by name and then by value. */
    String canonical(Predicate<String> isWantedName) {
        return parameters.stream()
                .filter(p -> isWantedName.test(p.name()))
                .sorted(Comparator.comparing((Parameter p) -> PercentEncoding.encode(p.name()))
                        .thenComparing(p -> PercentEncoding.encode(p.value())))
                .map(Parameter::encoded)
                .collect(Collectors.joining("&"));
    }
}
