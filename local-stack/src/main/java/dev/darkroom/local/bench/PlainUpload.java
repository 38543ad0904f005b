package dev.darkroom.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.client.Outcome;
import dev.darkroom.local.client.Promise;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends JPEGs to ingest with the same HTTP client that the SDK's PutObject uses, so that a comparison of the two is not
 * one of HTTP clients, and with a digest, as the SDK sends a checksum. Safe for threads.
 */
final class PlainUpload {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SdkHttpClient http;
    private final URI photos;
    private final String token;

    /** {@code ingest} is the service's address. */
    PlainUpload(SdkHttpClient http, String ingest, String token) {
        this.http = http;
        this.photos = URI.create(ingest + "/v1/photos");
        this.token = token;
    }

    /** Uploads a photo that was never sent before; anything but 201 is an error. */
    Outcome.Stored send(Path jpeg) throws StackException, IOException {
        long sent = System.nanoTime();
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(photos)
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Content-Type", "image/jpeg")
                .putHeader(Promise.HEADER, Promise.of(jpeg))
                .putHeader("Content-Length", Long.toString(Files.size(jpeg)))
                .build();
        HttpExecuteResponse answer = http.prepareRequest(HttpExecuteRequest.builder()
                        .request(request)
                        .contentStreamProvider(() -> open(jpeg))
                        .build())
                .call();
        int status = answer.httpResponse().statusCode();
        try (InputStream body = answer.responseBody().orElseThrow()) {
            JsonNode photo = JSON.readTree(body);
            if (status != 201) {
                throw new StackException("Ingest answers " + status + " to a photo of the comparison: " + photo);
            }
            return new Outcome.Stored(jpeg, photo.path("id").asText(), sent);
        }
    }

    private static InputStream open(Path jpeg) {
        try {
            return Files.newInputStream(jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + jpeg, e);
        }
    }
}
