package dev.darkroom.imaging.sandbox;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process as engines are: Java's own class path has nothing of Darkroom, which a class loader of the engine brings. */
final class EngineMain {
    private EngineMain() {}

    /** Runs the main class that comes second on the class path that comes first. */
    public static void main(String[] arguments) throws ReflectiveOperationException, MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : arguments[0].split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        ClassLoader engine = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        engine.loadClass(arguments[1]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }
}
