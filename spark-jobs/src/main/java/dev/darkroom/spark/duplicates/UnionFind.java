package dev.darkroom.spark.duplicates;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Sets that grow together: every element begins alone, and two sets can be made one. Not for several threads. */
final class UnionFind<T> {
    private final Map<T, T> above = new HashMap<>();
    private final Map<T, Integer> sizes = new HashMap<>();

    /** The element that stands for the set of {@code element}. */
    T find(T element) {
        T root = element;
        for (T next = above.get(root); next != null; next = above.get(root)) {
            root = next;
        }
        // The path is cut short, so that the next question is answered at once.
        for (T step = element; !step.equals(root); ) {
            step = above.put(step, root);
        }
        return root;
    }

    /** Makes the sets of both elements one; whether they were two until now. */
    boolean union(T one, T other) {
        T root = find(one);
        T under = find(other);
        sizes.putIfAbsent(root, 1);
        sizes.putIfAbsent(under, 1);
        if (root.equals(under)) {
            return false;
        }
        if (sizes.get(root) < sizes.get(under)) {
            T smaller = root;
            root = under;
            under = smaller;
        }
        above.put(under, root);
        sizes.merge(root, sizes.remove(under), Integer::sum);
        return true;
    }

    /** Every element that was ever in a union, with the one that stands for its set. */
    void forEach(BiConsumer<T, T> consumer) {
        sizes.keySet().forEach(root -> consumer.accept(root, root));
        above.keySet().stream().toList().forEach(element -> consumer.accept(element, find(element)));
    }
}
