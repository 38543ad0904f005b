package dev.darkroom.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** S3Mock, which lets anybody in, is reached from this machine only. */
final class S3MockCommandIT {
    private final LocalS3 local = LocalS3.shared();

    @Test
    void listensOnLoopbackOnly() throws IOException {
        List<Integer> ports = ports();
        assertThat(ports).hasSize(2).contains(local.backend().getPort());
        Optional<InetAddress> outer = outerAddress();
        if (outer.isEmpty()) {
            Assumptions.abort("This machine has no address but loopback");
        }
        for (int port : ports) {
            connect(InetAddress.getLoopbackAddress(), port);
            assertThatThrownBy(() -> connect(outer.get(), port)).isInstanceOf(ConnectException.class);
        }
    }

    private List<Integer> ports() throws IOException {
        Matcher line = Pattern.compile("Tomcat started on ports (\\d+) \\(http\\), (\\d+) \\(http\\)")
                .matcher(Files.readString(local.s3mockLog()));
        List<Integer> ports = new ArrayList<>();
        while (line.find()) {
            ports.add(Integer.valueOf(line.group(1)));
            ports.add(Integer.valueOf(line.group(2)));
        }
        return ports;
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
        }
    }

    private static Optional<InetAddress> outerAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                .findFirst();
    }

    @Test
    void leavesNoOldTemporaryFiles(@org.junit.jupiter.api.io.TempDir Path dir) throws IOException {
        Path left = Files.createDirectories(dir.resolve("tmp")).resolve("ObjectService1toTempFile");
        Files.writeString(left, "half a photo");

        List<String> command = new S3MockCommand(
                        Path.of("java"), Path.of("s3mock.jar"), dir, 1, 2, List.of("photos", "lake"), 256)
                .prepare();

        assertThat(left).doesNotExist();
        assertThat(command)
                .startsWith("java", "-Xmx256m")
                .contains("--com.adobe.testing.s3mock.store.initial-buckets=photos,lake", "--server.port=1");
        assertThat(dir.resolve("s3mock-loopback.xml")).content().contains("127.0.0.1");
    }
}
