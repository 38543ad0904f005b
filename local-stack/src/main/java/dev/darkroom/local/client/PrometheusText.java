package dev.darkroom.local.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of a process, as Prometheus would read them. */
public record PrometheusText(String text) {
    private static final Pattern UPPER_BOUND = Pattern.compile("le=\"([^\"]+)\"");

    /** What {@code address} answers now. */
    public static PrometheusText read(URI address, Duration limit) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newBuilder()
                .connectTimeout(limit)
                .build()
                .send(HttpRequest.newBuilder(address).timeout(limit).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answers " + answer.statusCode());
        }
        return new PrometheusText(answer.body());
    }

    /** The sum over all time series of a metric whose labels match {@code labels}, anywhere in them. */
    public double sum(String name, String labels) {
        return read(name, labels).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** The counts of a histogram by their upper bounds, over all time series whose labels match. */
    public NavigableMap<Double, Double> buckets(String name, String labels) {
        NavigableMap<Double, Double> counts = new TreeMap<>();
        read(name + "_bucket", labels).forEach((found, value) -> {
            Matcher bound = UPPER_BOUND.matcher(found);
            if (bound.find()) {
                double seconds =
                        bound.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound.group(1));
                counts.merge(seconds, value, Double::sum);
            }
        });
        return counts;
    }

    private Map<String, Double> read(String name, String labels) {
        Pattern wanted = Pattern.compile(labels);
        Matcher line = Pattern.compile(
                        "^" + Pattern.quote(name) + "(?:\\{((?:[^\"}]|\"[^\"]*\")*)})? (\\S+)(?: \\d+)?$",
                        Pattern.MULTILINE)
                .matcher(text);
        Map<String, Double> found = new LinkedHashMap<>();
        while (line.find()) {
            String series = line.group(1) == null ? "" : line.group(1);
            if (wanted.matcher(series).find()) {
                found.merge(series, Double.parseDouble(line.group(2)), Double::sum);
            }
        }
        return found;
    }
}
