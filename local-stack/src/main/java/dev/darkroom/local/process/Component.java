package dev.darkroom.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * One process of the local stack: how to start it and how to ask whether it serves. Implementations hold no state, so
 * that a launcher which did not start the process can still judge it.
 */
public interface Component {
    /** Also the name of its log file, pid file and folder. */
    String name();

    /** Names of the components that must serve before this one is started. */
    default Set<String> needs() {
        return Set.of();
    }

    /** Its ports by name, each with the number it would like; the first one is the component's address. */
    Map<String, Integer> ports();

    /** Prepares the component's folder (repeatable) and says how its process is started. */
    Launch launch(Site site) throws StackException, IOException;

    /** Asks the component, in its own protocol, whether it serves; may throw when nobody answers. */
    boolean answers(Site site) throws IOException;

    /** Where clients find it, for people to read. */
    String address(Site site);

    /** How long it may take from its start until it serves. */
    default Duration startLimit() {
        return Duration.ofMinutes(3);
    }

    /** How long it may take to end by itself before it is killed. */
    default Duration stopLimit() {
        return Duration.ofSeconds(20);
    }

    /** The signal, as {@code kill -s} spells it, that asks it to end in good order. */
    default String stopSignal() {
        return "TERM";
    }
}
