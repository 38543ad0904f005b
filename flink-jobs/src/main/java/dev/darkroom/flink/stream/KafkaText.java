package dev.darkroom.flink.stream;

import java.nio.charset.StandardCharsets;

/** Text as Kafka carries it: UTF-8 bytes. */
final class KafkaText {
    private KafkaText() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
