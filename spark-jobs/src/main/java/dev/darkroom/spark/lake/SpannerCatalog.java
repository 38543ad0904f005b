package dev.darkroom.spark.lake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.JdbcClientPool;

/**
 * Iceberg's JDBC catalogue without {@code LIKE ... ESCAPE}, which Spanner's PostgreSQL dialect refuses. Iceberg makes it
 * by name, so it is public; names of namespaces must not hold {@code '!'}.
 */
public final class SpannerCatalog extends JdbcCatalog {
    private static final String ESCAPED_LIKE = "LIKE ? ESCAPE '!'";
    private static final String PLAIN_LIKE = "LIKE replace(?, '!', '\\')";

    /** Called by Iceberg. */
    public SpannerCatalog() {
        super(null, properties -> new Pool(properties.get("uri"), properties), true);
    }

    private static final class Pool extends JdbcClientPool {
        Pool(String uri, Map<String, String> properties) {
            super(uri, properties);
        }

        /** A proxy because Connection has some sixty methods and one of them is to differ. */
        @Override
        protected Connection newClient() {
            Connection connection = super.newClient();
            return (Connection) Proxy.newProxyInstance(
                    Pool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            arguments[0] = ((String) arguments[0]).replace(ESCAPED_LIKE, PLAIN_LIKE);
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
