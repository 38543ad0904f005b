package dev.darkroom.stores.kafka;

import dev.darkroom.core.event.Event;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that wait to be sent by one thread of their own, because even the asynchronous send of Kafka's producer blocks
 * while the broker is away. A full queue drops what comes.
 */
final class OfferQueue {
    private static final Logger LOG = LoggerFactory.getLogger(OfferQueue.class);
    private static final int CAPACITY = 10_000;
    private static final long DROPS_PER_WARNING = 10_000;
    private static final long DRAIN_MILLIS = 3_000;

    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Consumer<Event> sender;
    private final Thread thread;
    private volatile boolean closing;

    OfferQueue(Consumer<Event> sender) {
        this.sender = sender;
        this.thread = new Thread(this::run, "darkroom-event-offers");
        thread.setDaemon(true);
    }

    void add(Event event) {
        if (closing || !waiting.offer(event)) {
            if (dropped.longValue() % DROPS_PER_WARNING == 0) {
                LOG.warn("Dropping offered events: {} already wait for Kafka", waiting.size());
            }
            dropped.increment();
            return;
        }
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (!closing || !waiting.isEmpty()) {
                Event next = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    send(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() has waited long enough
        }
    }

    private void send(Event event) {
        try {
            sender.accept(event);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Called when one event could not be sent, which is allowed. */
    void failed(Exception failure) {
        failed.increment();
        LOG.debug("An offered event was lost", failure);
    }

    /** How many were dropped or could not be sent. */
    long lost() {
        return dropped.longValue() + failed.longValue();
    }

    void close() {
        closing = true;
        if (started.get()) {
            try {
                thread.join(DRAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread.interrupt();
        }
    }
}
