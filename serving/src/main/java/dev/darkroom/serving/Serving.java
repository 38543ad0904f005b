package dev.darkroom.serving;

import dev.darkroom.core.port.Port;
import dev.darkroom.stores.Stores;
import dev.darkroom.web.BearerAuth;
import dev.darkroom.web.Health;
import dev.darkroom.web.HttpServer;
import dev.darkroom.web.HttpSettings;
import dev.darkroom.web.Metrics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Puts the serving process together from its stores. */
final class Serving {
    /** A search may name a thousand ids of 37 characters each, and a token has up to 8 KiB. */
    private static final int MAX_HEADER_BYTES = 56 << 10;

    private Serving() {}

    /** Starts listening; closing the answer leaves {@code stores} open. */
    static HttpServer start(
            HttpSettings settings, Stores stores, BearerAuth auth, ServingSettings serving, Clock clock) {
        Metrics metrics = new Metrics("serving");
        ServingMetrics counted = new ServingMetrics(metrics, stores.events());
        ViewLog views = new ViewLog(stores.events(), clock);
        SignedUrls urls = new SignedUrls(stores.blobs(), clock);
        PhotoJson json = new PhotoJson(urls);
        LiveVersions live = new LiveVersions(stores.transforms(), System::nanoTime);
        LiveRenditions renditions = new LiveRenditions(live, stores.renditions(), stores.cache());
        PhotoReader reader = new PhotoReader(stores.catalog(), renditions, stores.cache(), counted);
        Likeness likeness = new Likeness(stores.features(), live, reader, counted);
        URI objectStore = stores.blobs().signedUrl("origin", Duration.ofMinutes(1));

        GalleryPage gallery = new GalleryPage(objectStore);
        ServingRoutes api = new ServingRoutes(
                auth,
                new PhotoHandler(reader, json, urls, views),
                new TimelineHandler(reader, json),
                new SearchHandler(stores.index(), likeness, reader, json, views, counted, serving.rankWeight()),
                new FileSender(stores.blobs(), urls, serving.delivery(), counted));
        Map<String, Port> ports = Map.of(
                "s3", stores.blobs(),
                "spanner", stores.catalog(),
                "elasticsearch", stores.index());
        // Reads go on without the cache, and views wait in a queue: neither is a reason to send nobody here.
        Health health = Health.of(ports, auth)
                .alsoReporting(Map.of("redis", stores.cache()::check, "kafka", stores.events()::check));
        return HttpServer.start(settings.withMaxHeaderBytes(MAX_HEADER_BYTES), metrics, health, routes -> {
            gallery.declare(routes);
            api.declare(routes);
        });
    }
}
