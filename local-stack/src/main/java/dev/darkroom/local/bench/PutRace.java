package dev.darkroom.local.bench;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.local.client.Outcome;
import dev.darkroom.local.client.PhotoClient;
import dev.darkroom.local.client.SearchWatch;
import dev.darkroom.local.client.Session;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Sends the same photos once through ingest and once by a plain PutObject to the same S3, in turn, and compares what is
 * stored. Neither side runs while the photos of the other one are still being developed.
 */
final class PutRace implements AutoCloseable {
    /** Enough to be stored while it arrives. */
    static final int WARM_UP_BYTES = 1_000_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final SearchWatch.Pace PACE = new SearchWatch.Pace(Duration.ofMillis(50), Duration.ofSeconds(1));
    private static final int MOST_PARALLEL = 8;
    private static final int WARM_UP_BATCH = 60;

    private final PhotoClient client;
    private final PlainUpload ingest;
    private final UserId user;
    private final UniquePhotos photos;
    private final String bucket;
    private final SdkHttpClient http = Apache5HttpClient.create();
    private final S3Client s3;
    private final ExecutorService senders = Executors.newFixedThreadPool(MOST_PARALLEL);

    /** A race on the stack with this environment. The SDK's client is as it comes, but for the address. */
    PutRace(Session session, UserId user, UniquePhotos photos, Map<String, String> environment) {
        this.client = session.client();
        this.ingest = new PlainUpload(http, environment.get("DARKROOM_INGEST"), session.token());
        this.user = user;
        this.photos = photos;
        this.bucket = environment.get("DARKROOM_S3_BUCKET");
        this.s3 = S3Client.builder()
                .httpClient(http)
                .endpointOverride(URI.create(environment.get("DARKROOM_S3_ENDPOINT")))
                .region(Region.of(environment.get("DARKROOM_S3_REGION")))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        environment.get("DARKROOM_S3_ACCESS_KEY"), environment.get("DARKROOM_S3_SECRET_KEY"))))
                .build();
    }

    /**
     * Sends so many photos through both sides, as many at a time as a race ever does, and waits until they are developed:
     * the comparison is of programs that have run for a while, and compilers need some thousand calls for that.
     */
    void warmUp(Path jpeg, int count) throws StackException, IOException, InterruptedException {
        for (int sent = 0; sent < count; sent += WARM_UP_BATCH) {
            List<Path> copies = copies(jpeg, WARM_UP_BYTES, Math.min(WARM_UP_BATCH, count - sent));
            put(copies);
            ingest(copies);
            delete(copies);
        }
    }

    /** Runs the heat; every round uses new photos of the same size, and the sides take turns in who begins. */
    Result run(Path jpeg, Heat heat) throws StackException, IOException, InterruptedException {
        List<Double> ingest = new ArrayList<>();
        List<Double> put = new ArrayList<>();
        for (int round = -heat.warmUp(); round < heat.rounds(); round++) {
            List<Path> copies = copies(jpeg, heat.bytes(), heat.parallel());
            double putSeconds = Math.floorMod(round, 2) == 0 ? put(copies) : 0;
            double ingestSeconds = ingest(copies);
            putSeconds = putSeconds == 0 ? put(copies) : putSeconds;
            double megabytes = heat.bytes() * heat.parallel() / 1e6;
            if (round >= 0) {
                ingest.add(megabytes / ingestSeconds);
                put.add(megabytes / putSeconds);
            }
            delete(copies);
        }
        return new Result(heat, List.copyOf(ingest), List.copyOf(put));
    }

    @Override
    public void close() {
        senders.shutdownNow();
        s3.close();
        http.close();
    }

    private List<Path> copies(Path jpeg, long bytes, int count) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(photos.padded(jpeg, bytes));
        }
        return copies;
    }

    private static void delete(List<Path> copies) throws IOException {
        for (Path copy : copies) {
            UniquePhotos.delete(copy);
        }
    }

    private double put(List<Path> copies) throws StackException, IOException, InterruptedException {
        List<Callable<String>> puts = new ArrayList<>();
        for (Path copy : copies) {
            String key = "bench/" + copy.getParent().getFileName();
            puts.add(() -> {
                s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(copy));
                return key;
            });
        }
        long begun = System.nanoTime();
        List<String> keys = all(puts);
        double seconds = (System.nanoTime() - begun) / 1e9;
        for (int i = 0; i < keys.size(); i++) {
            compare(copies.get(i), keys.get(i));
        }
        return seconds;
    }

    private double ingest(List<Path> copies) throws StackException, IOException, InterruptedException {
        List<Callable<Outcome.Stored>> uploads = new ArrayList<>();
        copies.forEach(copy -> uploads.add(() -> ingest.send(copy)));
        long begun = System.nanoTime();
        List<Outcome.Stored> stored = all(uploads);
        double seconds = (System.nanoTime() - begun) / 1e9;
        List<Outcome> ends = new ArrayList<>();
        SearchWatch watch = new SearchWatch(client, PATIENCE, PACE, ends::add);
        stored.forEach(watch::add);
        watch.complete();
        watch.watch();
        for (Outcome end : ends) {
            if (!(end instanceof Outcome.Searchable searchable)) {
                throw new StackException("A photo of the comparison was not developed: " + end);
            }
            compare(end.file(), ObjectKeys.original(user, PhotoId.parse(searchable.id())));
        }
        return seconds;
    }

    private void compare(Path copy, String key) throws StackException, IOException {
        ContentHash sent;
        ContentHash stored;
        try (InputStream file = Files.newInputStream(copy);
                InputStream object =
                        s3.getObject(request -> request.bucket(bucket).key(key))) {
            sent = ContentHash.of(file);
            stored = ContentHash.of(object);
        }
        if (!sent.equals(stored)) {
            throw new StackException("The object " + key + " does not hold the bytes that were sent");
        }
    }

    private <T> List<T> all(List<Callable<T>> work) throws StackException, InterruptedException {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> one : senders.invokeAll(work)) {
                results.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new StackException("A request of the comparison failed: " + e.getCause(), e);
        }
        return results;
    }

    /**
     * One kind of comparison.
     *
     * @param warmUp rounds that are not counted
     */
    record Heat(String name, long bytes, int parallel, int warmUp, int rounds) {}

    /** Megabytes (10^6 bytes) a second of each side, round by round. */
    record Result(Heat heat, List<Double> ingest, List<Double> put) {
        /** How much of the speed of PutObject ingest had, round by round, in ascending order. */
        List<Double> ratios() {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < ingest.size(); i++) {
                ratios.add(ingest.get(i) / put.get(i));
            }
            return ratios.stream().sorted().toList();
        }

        double medianRatio() {
            return median(ratios());
        }

        static double median(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }
}
