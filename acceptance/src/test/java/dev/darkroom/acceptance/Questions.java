package dev.darkroom.acceptance;

import java.io.IOException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client that asks for timeline and search in turn, until it is closed, and notes by which recipes it is answered. */
final class Questions implements AutoCloseable {
    private final Outsider outsider;
    private final AtomicBoolean end = new AtomicBoolean();
    private final Queue<Set<String>> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final Thread asking = new Thread(this::ask, "questions");

    Questions(Outsider outsider) {
        this.outsider = outsider;
        asking.start();
    }

    /** The recipes of each answer, oldest first; of an answer that mixes none there is one. */
    Queue<Set<String>> answers() {
        return answers;
    }

    Queue<String> errors() {
        return errors;
    }

    @Override
    public void close() {
        end.set(true);
        try {
            asking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() {
        for (int turn = 0; !end.get(); turn++) {
            try {
                answers.add(outsider.recipes(turn % 2 == 0 ? "/v1/photos?limit=100" : "/v1/search?limit=100"));
            } catch (IOException e) {
                errors.add(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
