package dev.darkroom.core.port;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.Topic;
import java.util.function.Consumer;

/** The log of events. Events of one photo keep their order; an event may appear more than once. */
public interface EventLog extends Port {
    /**
     * Publishes {@code event} and returns once it is durable on every in-sync replica.
     *
     * @throws UnavailableException when that cannot be confirmed in time; the event may or may not be there
     */
    void publish(Event event);

    /**
     * Publishes {@code event} without waiting; it may be lost when the log is away, or dropped when too many wait. For
     * views, which are statistics.
     */
    void offer(Event event);

    /** How many offered events are known to be lost, since this was opened. */
    long lost();

    /**
     * Hands every event of {@code topic}, from the oldest kept to the newest at the time of the call, to
     * {@code consumer}; committed ones only. Undecodable records are skipped and logged.
     *
     * @return how many events were handed over
     */
    long replay(Topic topic, Consumer<Event> consumer);
}
