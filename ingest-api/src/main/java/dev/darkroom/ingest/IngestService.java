package dev.darkroom.ingest;

import dev.darkroom.stores.Stores;
import dev.darkroom.web.BearerAuth;
import dev.darkroom.web.Health;
import dev.darkroom.web.HttpServer;
import dev.darkroom.web.HttpSettings;
import dev.darkroom.web.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Everything that ingest is made of, put together by hand. */
final class IngestService {
    private IngestService() {}

    /** Starts the service; the caller closes the server, then the stores. */
    static HttpServer start(
            HttpSettings http, IngestSettings settings, Path temp, Stores stores, BearerAuth auth, Metrics metrics)
            throws IOException {
        Clock clock = Clock.systemUTC();
        TempFolder folder = new TempFolder(temp);
        folder.prepare(settings.deadline().multipliedBy(2));
        IngestMetrics counts = new IngestMetrics(metrics);
        Receiver receiver = new Receiver(folder, settings.image().maxBytes(), settings.deadline());
        UploadHandler uploads = new UploadHandler(
                receiver,
                new Inspector(settings.image()),
                new Originals(stores.blobs()),
                stores.blobs(),
                stores.catalog(),
                stores.events(),
                counts,
                clock);
        IngestRoutes routes = new IngestRoutes(
                auth, settings, counts, uploads, new DeleteHandler(stores, clock), new TagHandler(stores, clock));
        AdminRoutes admin =
                new AdminRoutes(auth, new TransformAdmin(stores.transforms(), stores.records(), stores.features()));
        Health health = Health.of(Map.of(
                        "s3", stores.blobs()::check,
                        "kafka", stores.events()::check,
                        "spanner", stores.catalog()::check,
                        "token-keys", auth::check,
                        "temp-folder", folder::check))
                .alsoReporting(Map.of("redis", stores.cache()::check));
        return HttpServer.start(http, metrics, health, declared -> {
            routes.declare(declared);
            admin.declare(declared);
        });
    }
}
