package dev.darkroom.local.chaos;

import dev.darkroom.local.client.AdminClient;
import dev.darkroom.local.process.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The versions of the renditions: one that was live at first, and one after the other beside it. */
final class Recipes {
    private static final String RENDITIONS = "renditions";
    private static final int FIRST_QUALITY = 30;
    private static final int QUALITIES = 65;

    private final AdminClient admin;
    private final String first;
    private int registered;

    private Recipes(AdminClient admin, String first) {
        this.admin = admin;
        this.first = first;
    }

    /**
     * Of a registry that has no shadow.
     *
     * @throws StackException when there is one, which would be in the way
     */
    static Recipes of(AdminClient admin) throws StackException, InterruptedException {
        Optional<String> shadow = in(admin, "shadow");
        if (shadow.isPresent()) {
            throw new StackException(shadow.get() + " is a shadow, and this needs others: promote or retire it first");
        }
        return new Recipes(
                admin, in(admin, "live").orElseThrow(() -> new StackException("No version of the renditions is live")));
    }

    /** Another recipe becomes the shadow, in the place of the one before. */
    String registerNext() throws StackException, InterruptedException {
        restore();
        int number = registered++;
        String recipe = "sizes = " + (200 + number / QUALITIES) + ", 100\nquality = "
                + (FIRST_QUALITY + number % QUALITIES) + "\n";
        return admin.register(RENDITIONS, recipe).path("transform").asText();
    }

    Optional<String> shadow() throws StackException, InterruptedException {
        return in(admin, "shadow");
    }

    /** What is wrong with a registry that was flipped to {@code target}. */
    List<String> faultsOfFlip(String target, String before) throws StackException, InterruptedException {
        List<String> faults = new ArrayList<>();
        List<String> live = admin.versions(RENDITIONS, "live");
        List<String> shadows = admin.versions(RENDITIONS, "shadow");
        if (!live.equals(List.of(target))) {
            faults.add("flip: live is " + live + ", not " + target);
        }
        if (!shadows.equals(List.of(before))) {
            faults.add("flip: the shadow is " + shadows + ", not " + before);
        }
        return faults;
    }

    String live() throws StackException, InterruptedException {
        return in(admin, "live").orElse("");
    }

    /** As it was: the first is live, and there is no shadow. */
    void restore() throws StackException, InterruptedException {
        if (!live().equals(first)) {
            admin.move(first, "live");
        }
        Optional<String> shadow = shadow();
        if (shadow.isPresent()) {
            admin.move(shadow.get(), "retired");
        }
    }

    private static Optional<String> in(AdminClient admin, String state) throws StackException, InterruptedException {
        return admin.versions(RENDITIONS, state).stream().findFirst();
    }
}
