package dev.darkroom.local.process;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Listens on a port, says so by the file {@code ready}, and stays. */
final class ListenerMain {
    private ListenerMain() {}

    public static void main(String[] arguments) throws Exception {
        try (ServerSocket socket =
                new ServerSocket(Integer.parseInt(arguments[0]), 1, InetAddress.getLoopbackAddress())) {
            System.out.println("listening at " + socket.getLocalPort());
            Files.createFile(Path.of("ready"));
            new CountDownLatch(1).await();
        }
    }
}
