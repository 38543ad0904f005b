package dev.darkroom.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that a client asks of serving again and again, and how to tell which versions an answer is made of. */
interface Question {
    /** What is asked for. */
    String path();

    /**
     * The versions of which {@code answer} shows anything; more than one: it mixes them.
     *
     * @throws IOException when it is no proper answer
     */
    Set<String> versions(JsonNode answer) throws IOException;

    /** Photos, with the recipes in the addresses of their renditions. */
    record OfRecipes(String path) implements Question {
        private static final Pattern RECIPE = Pattern.compile("/renditions/([a-z]+)-(\\d+)-([0-9a-f]{12})/");

        @Override
        public Set<String> versions(JsonNode answer) {
            Set<String> found = new TreeSet<>();
            for (JsonNode photo : answer.has("photos") ? answer.path("photos") : answer.path("hits")) {
                for (JsonNode rendition : photo.path("renditions")) {
                    Matcher recipe = RECIPE.matcher(rendition.path("url").asText());
                    if (recipe.find()) {
                        found.add(recipe.group(1) + "@" + recipe.group(2) + "+" + recipe.group(3));
                    }
                }
            }
            return found;
        }
    }

    /**
     * Photos that are like one of which is known which ones are, by each version.
     *
     * @param alike the ids by the version; no photo is like this one by two versions
     */
    record OfLikeness(String photo, Map<String, Set<String>> alike) implements Question {
        private static final int HITS = 10;

        /** What {@code ./darkroom bench} has written down while it made the photos up. */
        static List<OfLikeness> read(JsonNode written) {
            List<OfLikeness> questions = new ArrayList<>();
            for (JsonNode one : written) {
                Map<String, Set<String>> alike = new HashMap<>();
                one.path("alike").properties().forEach(version -> {
                    Set<String> ids = new HashSet<>();
                    version.getValue().forEach(id -> ids.add(id.asText()));
                    alike.put(version.getKey(), ids);
                });
                questions.add(new OfLikeness(one.path("photo").asText(), alike));
            }
            return questions;
        }

        @Override
        public String path() {
            return "/v1/search?facets=false&limit=" + HITS + "&like=" + photo;
        }

        /** The version that the answer names, and those by which its hits are alike; "neither" for a hit that is not. */
        @Override
        public Set<String> versions(JsonNode answer) throws IOException {
            if (answer.path("hits").size() != HITS) {
                throw new IOException("answered with " + answer.path("hits").size() + " hits, not " + HITS);
            }
            Set<String> found = new TreeSet<>(Set.of(answer.path("look").asText()));
            for (JsonNode hit : answer.path("hits")) {
                String id = hit.path("id").asText();
                found.add(alike.entrySet().stream()
                        .filter(version -> version.getValue().contains(id))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("neither"));
            }
            return found;
        }
    }
}
