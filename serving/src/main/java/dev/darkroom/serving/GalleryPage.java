package dev.darkroom.serving;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.web.Etag;
import dev.darkroom.web.Preconditions;
import dev.darkroom.web.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The gallery: a few files that anybody may read, since they hold no photo; the photos come by the other routes. */
final class GalleryPage {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private final String contentSecurityPolicy;

    /** Pictures may come from {@code objectStore} besides this server; nothing else may come from anywhere. */
    GalleryPage(URI objectStore) {
        contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                + "img-src 'self' blob: " + origin(objectStore)
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** Declares the page and each of its files. */
    void declare(Routes routes) {
        file(routes, "/", "index.html");
        for (String name : new String[] {
            "gallery.css",
            "gallery.js",
            "photoview.js",
            "tile.js",
            "client.js",
            "thumbhash.js",
            "worldmap.js",
            "favicon.svg",
            "land-110m.json"
        }) {
            file(routes, "/" + name, name);
        }
    }

    private void file(Routes routes, String path, String name) {
        byte[] bytes = read("/public/" + name);
        String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        Etag etag = Etag.of(ContentHash.of(bytes));
        routes.get(path, request -> {
            request.header("ETag", etag.toString())
                    .header("Cache-Control", "no-cache")
                    .header("Content-Security-Policy", contentSecurityPolicy)
                    .header("Referrer-Policy", "no-referrer")
                    .header("X-Content-Type-Options", "nosniff")
                    .contentType(mediaType);
            if (conditions(request).evaluate(true, etag, Optional.empty()) == Preconditions.Outcome.NOT_MODIFIED) {
                request.status(304);
            } else {
                request.result(bytes);
            }
        });
    }

    private static Preconditions conditions(Context request) {
        return Preconditions.of(name -> Routes.listHeader(request, name));
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    private static byte[] read(String resource) {
        try (InputStream in = GalleryPage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The gallery was built without " + resource + "; build it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
