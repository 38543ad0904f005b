package dev.darkroom.core.event;

import java.util.Arrays;

/** The topics of the platform; every record's key is its photo id. */
public enum Topic {
    UPLOADED("photos.uploaded.v1"),
    DERIVED("photos.derived.v1"),
    CHANGED("photos.changed.v1"),
    VIEWED("photos.viewed.v1"),
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
