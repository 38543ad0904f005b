package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.util.List;

/** A command for each photo, which it finds in the file {@code photo}; what it makes is not looked at. */
final class CommandPeer implements Thumbnailer {
    private final MemoryFolder folder = MemoryFolder.create();
    private final List<String> command;

    CommandPeer(List<String> command) throws IOException {
        this.command = List.copyOf(command);
    }

    @Override
    public List<byte[]> thumbnails(byte[] photo, int quality) throws IOException, InterruptedException {
        folder.write("photo", photo);
        folder.run(command);
        return List.of();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
