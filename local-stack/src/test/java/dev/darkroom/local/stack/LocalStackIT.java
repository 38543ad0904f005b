package dev.darkroom.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.RedisClient;

/** The infrastructure as real processes: each can be killed and brought back alone, and keeps what it was given. */
class LocalStackIT {
    @TempDir
    private static Path data;

    private static LocalStack stack;
    private static Map<String, String> environment;

    @BeforeAll
    static void startEverything() throws Exception {
        stack = LocalStack.in(data);
        environment = stack.start(Components.INFRA);
    }

    @AfterAll
    static void stopEverything() throws Exception {
        stack.stop();
    }

    static Stream<String> infrastructure() {
        return Components.INFRA.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("infrastructure")
    void bringsBackOneKilledComponentAndLeavesTheOthersAlone(String name) throws Exception {
        Map<String, Long> before = pids();
        stack.kill(name);
        assertThat(health(name)).isEqualTo(ComponentStatus.Health.DIED);

        stack.start(Components.INFRA);

        assertThat(stack.status())
                .filteredOn(status -> Components.INFRA.contains(status.name()))
                .allMatch(status -> status.health() == ComponentStatus.Health.UP);
        Map<String, Long> after = pids();
        assertThat(after.get(name)).isNotEqualTo(before.get(name));
        after.remove(name);
        before.remove(name);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void keepsKafkaRecordsOverAKill() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", environment.get("DARKROOM_KAFKA"), "acks", "all");
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", "key", "value")).get();
        }

        restart("kafka");

        TopicPartition partition = new TopicPartition("kept", 0);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
                return !values.isEmpty();
            });
            assertThat(values).containsExactly("value");
        }
    }

    @Test
    void makesNoKafkaTopicByAccident() throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", environment.get("DARKROOM_KAFKA"), "max.block.ms", "1500");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("mistyped", "value"))
                            .get())
                    .hasMessageContaining("mistyped");
        }
    }

    @Test
    void keepsWhatRedisWasGivenOverAStop() throws Exception {
        URI redis = URI.create(environment.get("DARKROOM_REDIS"));
        try (RedisClient client = RedisClient.create(redis.getHost(), redis.getPort())) {
            client.set("kept", "value");
        }

        stack.stop(Set.of("redis"));
        stack.start(Set.of("redis"));

        try (RedisClient client = RedisClient.create(redis.getHost(), redis.getPort())) {
            assertThat(client.get("kept")).isEqualTo("value");
        }
    }

    @Test
    void keepsElasticsearchDocumentsOverAKill() throws Exception {
        String index = environment.get("DARKROOM_ELASTICSEARCH") + "/kept";
        Http.send("PUT", index, "{\"settings\":{\"number_of_replicas\":0}}");
        Http.send("PUT", index + "/_doc/1?refresh=true", "{\"title\":\"a photo\"}");

        restart("elasticsearch");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Http.get(index + "/_doc/1")).contains("a photo"));
    }

    /** What starts the server leaves folders in what it takes for the temporary folder. */
    @Test
    void keepsWhatElasticsearchsStartsLeaveTogetherAndCleansUp() throws Exception {
        long before = leftByStarts();

        restart("elasticsearch");

        assertThat(leftByStarts()).isEqualTo(before).isPositive();
    }

    private static long leftByStarts() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("elasticsearch/tmp"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("final-flags"))
                    .count();
        }
    }

    @Test
    void leavesWhatServesAloneAndStartsNothingTwice() throws Exception {
        Map<String, Long> before = pids();

        assertThat(stack.start(Components.INFRA)).isEqualTo(environment);

        assertThat(pids()).isEqualTo(before);
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        Set<Integer> ours =
                Set.copyOf(new Ports(data.resolve("ports")).remembered().values());
        List<String> open = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] words = line.trim().split("\\s+", -1);
                if (words[3].equals("0A") && ours.contains(Integer.parseInt(words[1].split(":", 2)[1], 16))) {
                    open.add(words[1].split(":", 2)[0]);
                }
            }
        }
        assertThat(open)
                .isNotEmpty()
                .allMatch(address -> Set.of(
                                "0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000")
                        .contains(address));
    }

    @Test
    void givesASecondStackOtherPortsAndLeavesNoProcessBehind(@TempDir Path other) throws Exception {
        Map<String, Integer> taken =
                Map.of("redis", new Ports(data.resolve("ports")).remembered().get("redis"));
        LocalStack second = new LocalStack(Home.find(), other, Map.of(), Watcher.NONE);
        Map<String, String> variables = second.start(Set.of("redis"));
        try {
            assertThat(variables.get("DARKROOM_REDIS")).isNotEqualTo(environment.get("DARKROOM_REDIS"));
            assertThatThrownBy(() ->
                            new LocalStack(Home.find(), other.resolve("x"), taken, Watcher.NONE).start(Set.of("redis")))
                    .hasMessageContaining("is taken");
        } finally {
            second.stop();
        }
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(other.toString())))
                .isEmpty();
        assertThat(second.status()).allMatch(status -> status.health() == ComponentStatus.Health.STOPPED);
    }

    @Test
    void saysWhyAComponentDoesNotStart(@TempDir Path other) throws Exception {
        LocalStack second = new LocalStack(Home.find(), other, Map.of(), Watcher.NONE);
        second.start(Set.of("redis"));
        int port = new Ports(other.resolve("ports")).remembered().get("redis");
        Files.writeString(other.resolve("redis").resolve("appendonly.aof"), "this is no log of commands");
        second.stop();
        Files.writeString(other.resolve("redis").resolve("appendonly.aof"), "this is no log of commands");

        assertThatThrownBy(() -> second.start(Set.of("redis")))
                .hasMessageContaining("redis ended while it was starting")
                .hasMessageContaining("logs/redis.log")
                .hasMessageContaining("Bad file format");
        assertThat(isFree(port)).isTrue();
    }

    @Test
    void startsAgainWhatDiesWhileItIsWatched() throws Exception {
        whileWatched(notes -> {
            stack.kill("redis");

            await().atMost(Duration.ofSeconds(30)).until(() -> health("redis") == ComponentStatus.Health.UP);
            assertThat(notes).contains("redis died; it is started again in 1 s");
        });
    }

    @Test
    void startsAgainWhatHangsAndNothingElse() throws Exception {
        Map<String, Long> before = pids();
        whileWatched(notes -> {
            new ProcessBuilder("kill", "-s", "STOP", before.get("redis").toString())
                    .start()
                    .waitFor();

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> notes.contains("redis has not answered for 10 s and is killed")
                            && health("redis") == ComponentStatus.Health.UP);
        });
        Map<String, Long> after = pids();
        assertThat(after.remove("redis")).isNotEqualTo(before.remove("redis"));
        assertThat(after).isEqualTo(before);
    }

    private interface Scene {
        void play(List<String> notes) throws Exception;
    }

    private static void whileWatched(Scene scene) throws Exception {
        List<String> notes = java.util.Collections.synchronizedList(new ArrayList<>());
        Watcher watcher = new Watcher() {
            @Override
            public void note(String sentence) {
                notes.add(sentence);
            }
        };
        Supervisor supervisor = new Supervisor(stack, Components.INFRA, Duration.ofSeconds(10), watcher);
        Thread thread = new Thread(() -> watchQuietly(supervisor));
        thread.start();
        try {
            scene.play(notes);
        } finally {
            thread.interrupt();
            thread.join();
        }
    }

    private static void watchQuietly(Supervisor supervisor) {
        try {
            supervisor.watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void restart(String name) throws Exception {
        stack.kill(name);
        stack.start(Set.of(name));
    }

    private static ComponentStatus.Health health(String name) throws Exception {
        return stack.status().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow()
                .health();
    }

    private static Map<String, Long> pids() throws Exception {
        Map<String, Long> pids = new java.util.TreeMap<>();
        stack.status().forEach(status -> status.pid().ifPresent(pid -> pids.put(status.name(), pid)));
        return pids;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
