package dev.darkroom.core.event;

import java.util.Arrays;

/** The topics of the platform; a record's key is its photo's id, or that of the search it is about. */
public enum Topic {
    UPLOADED("photos.uploaded.v1"),
    DERIVED("photos.derived.v1"),
    CHANGED("photos.changed.v1"),
    VIEWED("photos.viewed.v1"),
    SEARCHED("photos.searched.v1"),
    REJECTED("photos.rejected.v1");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    /** The name in Kafka, which is also the CloudEvents type. */
    public String topicName() {
        return topicName;
    }

    /**
     * The topic with this {@link #topicName()}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Topic ofName(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such topic: " + topicName));
    }
}
