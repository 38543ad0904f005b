package dev.darkroom.core.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.darkroom.core.error.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every {@link Cache} does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CacheContract {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(80);

    private final Cache cache = open();

    /** The cache that works. */
    protected abstract Cache open();

    /** A cache at an address where nothing answers. */
    protected abstract Cache openAway();

    @AfterAll
    void close() {
        cache.close();
        cache.close();
    }

    @Test
    void findsWhatWasPut() {
        String key = key();
        cache.putIfNewer(key, 1, new byte[] {0, -1, 13, 10, 127}, LONG);

        assertThat(cache.get(key)).hasValueSatisfying(value -> assertThat(value).containsExactly(0, -1, 13, 10, 127));
    }

    @Test
    void findsNothingElse() {
        assertThat(cache.get(key())).isEmpty();
    }

    @Test
    void findsManyAtOnceButNotWhatIsMissingOrInvalidated() {
        String one = key();
        String two = key();
        String invalidated = key();
        put(one, 1, "one");
        put(two, 1, "two");
        put(invalidated, 1, "old");
        cache.invalidate(invalidated, 2);

        Map<String, byte[]> found = cache.getAll(List.of(one, key(), invalidated, two));

        assertThat(found).containsOnlyKeys(one, two);
        assertThat(found.get(one)).asString(UTF_8).isEqualTo("one");
        assertThat(found.get(two)).asString(UTF_8).isEqualTo("two");
        assertThat(cache.getAll(List.of())).isEmpty();
    }

    @Test
    void keysAndValuesMayBeAnyText() {
        String key = "ключ 東京 " + key();
        cache.putIfNewer(key, 1, new byte[0], LONG);

        assertThat(cache.get(key)).hasValueSatisfying(value -> assertThat(value).isEmpty());
    }

    @Test
    void aNewerValueReplaces() {
        String key = key();
        put(key, 1, "one");
        put(key, 2, "two");

        assertThat(text(key)).contains("two");
    }

    @Test
    void aStaleValueIsRefused() {
        String key = key();
        put(key, 2, "two");
        put(key, 1, "one");

        assertThat(text(key)).contains("two");
    }

    @Test
    void theSameVersionMayBePutAgain() {
        String key = key();
        put(key, 2, "two");
        put(key, 2, "two again");

        assertThat(text(key)).contains("two again");
    }

    @Test
    void versionsAreComparedAsNumbersAndExactly() {
        String key = key();
        put(key, 9, "nine");
        put(key, 10, "ten");
        assertThat(text(key)).contains("ten");

        put(key, Long.MAX_VALUE, "last");
        put(key, Long.MAX_VALUE - 1, "last but one");
        assertThat(text(key)).contains("last");
    }

    @Test
    void invalidationDropsWhatIsOlder() {
        String key = key();
        put(key, 1, "one");
        cache.invalidate(key, 2);

        assertThat(cache.get(key)).isEmpty();
    }

    @Test
    void invalidationRefusesToTakeOlderValuesBack() {
        String key = key();
        cache.invalidate(key, 2);
        put(key, 1, "one");

        assertThat(cache.get(key)).isEmpty();
    }

    @Test
    void invalidationTakesItsOwnAndNewerVersions() {
        String key = key();
        cache.invalidate(key, 2);
        put(key, 2, "two");
        assertThat(text(key)).contains("two");

        cache.invalidate(key, 2);
        assertThat(text(key)).contains("two");
    }

    @Test
    void anOlderInvalidationDropsNothing() {
        String key = key();
        put(key, 3, "three");
        cache.invalidate(key, 2);

        assertThat(text(key)).contains("three");
    }

    @Test
    void aLateInvalidationDoesNotWeakenAnEarlierOne() {
        String key = key();
        cache.invalidate(key, 3);
        cache.invalidate(key, 1);
        put(key, 2, "two");

        assertThat(cache.get(key)).isEmpty();
    }

    @Test
    void valuesExpire() {
        String key = key();
        cache.putIfNewer(key, 1, "one".getBytes(UTF_8), SHORT);

        await().atMost(Duration.ofSeconds(5)).until(() -> cache.get(key).isEmpty());
    }

    @Test
    void anInvalidationOutlivesTheValueThatWasPutOverIt() {
        String key = key();
        cache.invalidate(key, 2);
        cache.putIfNewer(key, 2, "two".getBytes(UTF_8), SHORT);
        await().atMost(Duration.ofSeconds(5)).until(() -> cache.get(key).isEmpty());

        put(key, 1, "one");

        assertThat(cache.get(key)).isEmpty();
    }

    @Test
    void ofManyWritersAtOnceTheNewestWins() {
        for (int round = 0; round < 10; round++) {
            String key = key();
            AtOnce.run(8, racer -> {
                put(key, racer + 1, "version " + (racer + 1));
                return racer;
            });
            assertThat(text(key)).contains("version 8");
        }
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> cache.putIfNewer(key(), 1, new byte[0], Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache.putIfNewer(key(), -1, new byte[0], LONG))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache.invalidate(key(), -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void checkPassesWhenItWorks() {
        cache.check();
    }

    @Test
    void neverFailsItsCallerWhenAwayAndIsQuickAboutIt() {
        try (Cache away = openAway()) {
            long begun = System.nanoTime();
            for (int call = 0; call < 1_000; call++) {
                away.putIfNewer("key", 1, new byte[1], LONG);
                away.invalidate("key", 1);
                assertThat(away.get("key")).isEmpty();
                assertThat(away.getAll(List.of("key", "other"))).isEmpty();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThatThrownBy(away::check).isInstanceOf(UnavailableException.class);
        }
    }

    private void put(String key, long version, String value) {
        cache.putIfNewer(key, version, value.getBytes(UTF_8), LONG);
    }

    private Optional<String> text(String key) {
        return cache.get(key).map(value -> new String(value, UTF_8));
    }

    private static String key() {
        return "contract:" + UUID.randomUUID();
    }
}
