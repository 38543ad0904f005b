package dev.darkroom.local.process;

/** Another process came first to a port that a component was to have; with another number it may well start. */
public final class PortTakenException extends StackException {
    private static final long serialVersionUID = 1;

    PortTakenException(String component, int port) {
        super("Port " + port + " of " + component + " was taken by another process while " + component
                + " was starting: run the command again, or name another port (--port NAME=NUMBER)");
    }
}
