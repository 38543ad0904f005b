package dev.darkroom.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.TransitionRefusedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every {@link TransformRegistry} does. Each test has a name of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TransformRegistryContract {
    private static final String ACTOR = "contract";

    private final TransformRegistry registry = open();

    /** The registry that works. */
    protected abstract TransformRegistry open();

    /** A registry at an address where nothing answers. */
    protected abstract TransformRegistry openAway();

    @AfterAll
    void close() {
        registry.close();
        registry.close();
    }

    @Test
    void aRegisteredVersionIsAShadowWithAllThatWasSaidOfIt() {
        TransformId id = TransformId.of(name(), 3, "größe=1");

        TransformVersion version = registry.register(id, TransformInput.PROXY, "größe=1\n# 東京", ACTOR);

        assertThat(version.id()).isEqualTo(id);
        assertThat(version.state()).isEqualTo(TransformState.SHADOW);
        assertThat(version.input()).isEqualTo(TransformInput.PROXY);
        assertThat(version.definition()).isEqualTo("größe=1\n# 東京");
        assertThat(version.changedAt()).isEqualTo(version.registeredAt());
        assertThat(registry.all()).contains(version);
    }

    @Test
    void registeringAgainChangesNothing() {
        TransformId id = id(name(), 1);
        TransformVersion first = register(id);

        assertThat(register(id)).isEqualTo(first);
        registry.promote(id, ACTOR);
        assertThat(register(id).state()).isEqualTo(TransformState.LIVE);
    }

    @Test
    void aNameHasOneShadow() {
        String name = name();
        register(id(name, 1));

        assertThatThrownBy(() -> register(id(name, 2)))
                .isInstanceOf(TransitionRefusedException.class)
                .hasMessageContaining(id(name, 1) + " is the shadow of " + name);
        assertThat(states(name)).isEqualTo(Map.of(1, TransformState.SHADOW));
    }

    @Test
    void aPromotedShadowIsLiveAndTheOneBeforeItIsTheShadow() {
        String name = twoVersions();

        assertThat(registry.promote(id(name, 2), ACTOR).state()).isEqualTo(TransformState.LIVE);

        assertThat(states(name)).isEqualTo(Map.of(1, TransformState.SHADOW, 2, TransformState.LIVE));
    }

    @Test
    void promotingAgainDoesNotFlipBack() {
        String name = twoVersions();
        TransformVersion promoted = registry.promote(id(name, 2), ACTOR);

        assertThat(registry.promote(id(name, 2), ACTOR)).isEqualTo(promoted);
        assertThat(states(name)).isEqualTo(Map.of(1, TransformState.SHADOW, 2, TransformState.LIVE));
    }

    @Test
    void aRollbackUndoesTheFlipAndTheFlipCanBeMadeAgain() {
        String name = twoVersions();
        registry.promote(id(name, 2), ACTOR);

        assertThat(registry.rollback(name, ACTOR).id()).isEqualTo(id(name, 1));
        assertThat(states(name)).isEqualTo(Map.of(1, TransformState.LIVE, 2, TransformState.SHADOW));

        registry.promote(id(name, 2), ACTOR);
        assertThat(registry.rollback(name, ACTOR).id()).isEqualTo(id(name, 1));
    }

    @Test
    void asManyFlipsAsThereWereCanBeUndoneButNoMore() {
        String name = twoVersions();
        registry.promote(id(name, 2), ACTOR);
        registry.rollback(name, ACTOR);

        assertThatThrownBy(() -> registry.rollback(name, ACTOR))
                .isInstanceOf(TransitionRefusedException.class)
                .hasMessageContaining("has replaced no other version");
        assertThat(states(name)).isEqualTo(Map.of(1, TransformState.LIVE, 2, TransformState.SHADOW));
    }

    @Test
    void thereIsNoWayBackToWhatIsRetired() {
        String name = twoVersions();
        registry.promote(id(name, 2), ACTOR);
        assertThat(registry.retire(id(name, 1), ACTOR).state()).isEqualTo(TransformState.RETIRED);

        assertThatThrownBy(() -> registry.rollback(name, ACTOR))
                .isInstanceOf(TransitionRefusedException.class)
                .hasMessageContaining(id(name, 1) + ", which was live before, is retired");
        assertThatThrownBy(() -> registry.promote(id(name, 1), ACTOR))
                .isInstanceOf(TransitionRefusedException.class)
                .hasMessageContaining("is retired: register it again");
    }

    @Test
    void whatIsRetiredCanBeRegisteredAgain() {
        TransformId id = id(name(), 1);
        register(id);
        TransformVersion retired = registry.retire(id, ACTOR);
        assertThat(registry.retire(id, ACTOR)).isEqualTo(retired);

        assertThat(register(id).state()).isEqualTo(TransformState.SHADOW);
    }

    @Test
    void theLiveVersionIsNotRetired() {
        TransformId id = adopted(name());

        assertThatThrownBy(() -> registry.retire(id, ACTOR))
                .isInstanceOf(TransitionRefusedException.class)
                .hasMessageContaining(id + " is live");
    }

    @Test
    void anAdoptedVersionIsLiveAtOnceAndLeavesTheShadowAlone() {
        String name = twoVersions();

        TransformVersion adopted = registry.adopt(id(name, 3), TransformInput.ORIGINAL, "version 3", ACTOR);

        assertThat(registry.adopt(id(name, 3), TransformInput.ORIGINAL, "version 3", ACTOR))
                .isEqualTo(adopted);
        assertThat(states(name))
                .isEqualTo(Map.of(
                        1, TransformState.RETIRED,
                        2, TransformState.SHADOW,
                        3, TransformState.LIVE));
    }

    @Test
    void whatIsNotRegisteredIsNotThere() {
        TransformId unknown = id(name(), 1);

        assertThatThrownBy(() -> registry.promote(unknown, ACTOR))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("is not registered: " + unknown);
        assertThatThrownBy(() -> registry.retire(unknown, ACTOR)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> registry.rollback(unknown.name(), ACTOR))
                .isInstanceOf(TransitionRefusedException.class)
                .hasMessageContaining("No version of " + unknown.name() + " is live");
    }

    @Test
    void refusesAnEmptyDefinition() {
        assertThatThrownBy(() -> registry.register(id(name(), 1), TransformInput.ORIGINAL, " ", ACTOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have 1 to");
    }

    @Test
    void ofManyChangesAtOnceNeverTwoAreLiveOrShadows() {
        String name = twoVersions();

        List<Boolean> registered = AtOnce.run(6, racer -> {
            try {
                registry.promote(id(name, 2), ACTOR);
                register(id(name, 10 + racer));
                return true;
            } catch (TransitionRefusedException e) {
                return false;
            }
        });

        assertThat(registered).containsOnly(false); // the one that was live is the shadow now
        assertThat(states(name)).isEqualTo(Map.of(1, TransformState.SHADOW, 2, TransformState.LIVE));
        registry.retire(id(name, 1), ACTOR);
        List<Boolean> again = AtOnce.run(6, racer -> {
            try {
                register(id(name, 20 + racer));
                return true;
            } catch (TransitionRefusedException e) {
                return false;
            }
        });
        assertThat(again).containsOnlyOnce(true);
    }

    @Test
    void saysSoWhenTheStoreIsAway() {
        try (TransformRegistry away = openAway()) {
            assertThatThrownBy(away::check).isInstanceOf(UnavailableException.class);
        }
        registry.check();
    }

    private String twoVersions() {
        String name = name();
        adopted(name);
        register(id(name, 2));
        return name;
    }

    private TransformId adopted(String name) {
        TransformId id = id(name, 1);
        registry.adopt(id, TransformInput.ORIGINAL, "version 1", ACTOR);
        return id;
    }

    private TransformVersion register(TransformId id) {
        return registry.register(id, TransformInput.ORIGINAL, "version " + id.version(), ACTOR);
    }

    private Map<Integer, TransformState> states(String name) {
        return registry.all().stream()
                .filter(version -> version.id().name().equals(name))
                .collect(Collectors.toMap(version -> version.id().version(), TransformVersion::state));
    }

    private static TransformId id(String name, int version) {
        return TransformId.of(name, version, "version " + version);
    }

    private static String name() {
        return "contract-" + UUID.randomUUID();
    }
}
