package dev.darkroom.web;

import com.nimbusds.jose.jwk.JWKSet;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.web.BearerAuth.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens whose signature was verified lately, because a client sends the same one with every request and a signature
 * costs more to check than a small answer to make. Holds digests, not tokens. Bounded; safe for threads.
 */
final class VerifiedTokens {
    private static final int CAPACITY = 4096;

    private final Map<ContentHash, Verified> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ContentHash, Verified> eldest) {
            return size() > CAPACITY;
        }
    };

    /** The caller with a token that was verified with these very keys and has not expired since. */
    Optional<Caller> caller(String token, JWKSet keys, Instant now) {
        ContentHash digest = digest(token);
        synchronized (tokens) {
            Verified found = tokens.get(digest);
            if (found == null) {
                return Optional.empty();
            }
            if (!found.keys().equals(keys) || !now.isBefore(found.end())) {
                tokens.remove(digest);
                return Optional.empty();
            }
            return Optional.of(found.caller());
        }
    }

    /** @param end when the token is no longer valid */
    void add(String token, JWKSet keys, Caller caller, Instant end) {
        synchronized (tokens) {
            tokens.put(digest(token), new Verified(caller, end, keys));
        }
    }

    private static ContentHash digest(String token) {
        return ContentHash.of(token.getBytes(StandardCharsets.UTF_8));
    }

    private record Verified(Caller caller, Instant end, JWKSet keys) {}
}
