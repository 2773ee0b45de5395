package org.fastlabel.persistence;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.fastlabel.api.ParentWatch;
import org.fastlabel.api.Settings;

/**
 * Connections to the PostgreSQL that the settings name, or else to the embedded database below {@code FASTLABEL_HOME}; the container pools
 * them and joins them to its transactions. A class of our own, because a data source declared by annotation cannot read the environment.
 */
public class HomeDataSource implements DataSource {

    /** Seconds from the end of the last connection to the end of the embedded database; -1 is never. */
    private static volatile int closeDelay = -1;

    private String user = "sa";
    private String password = "";
    private PrintWriter log;

    /**
     * Commits reach the file at once: half a second of labels would be lost otherwise when the process is killed. The database is
     * never closed and never compacted while the process ends: a compaction that the end of the process cut off was seen to lose the
     * last minutes. Every end is then the same as a kill, which each commit survives. Only where the process goes on without the
     * program is it closed: {@link #closeAfterLastUse}.
     */
    private static String embedded() {
        return "jdbc:h2:file:" + Settings.home().resolve("db").resolve("fastlabel")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=" + closeDelay + ";MAX_COMPACT_TIME=0;LOCK_TIMEOUT=20000";
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(user, password);
    }

    @Override
    public Connection getConnection(String name, String secret) throws SQLException {
        Optional<String> url = Settings.databaseUrl();
        return url.isPresent() ? postgres(url.get()) : connection(new org.h2.Driver(), embedded(), properties(name, secret));
    }

    /** Others may still work with it while the program is taken down; the pool closes the last connection after all of them. */
    static void closeAfterLastUse() throws SQLException {
        if (Settings.databaseUrl().isEmpty() && !ParentWatch.launched()) {
            closeDelay = 0;
            // Each new connection tells the database what its address says.
            new HomeDataSource().getConnection().close();
        }
    }

    private static Connection postgres(String url) throws SQLException {
        Properties properties = properties(Settings.databaseUser(), Settings.databasePassword());
        properties.setProperty("ApplicationName", "FastLabel");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        // A server that has gone without a word must not hold a thread for good; longer than any statement takes.
        properties.setProperty("socketTimeout", "600");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        return connection(new org.postgresql.Driver(), url, properties);
    }

    private static Connection connection(Driver driver, String url, Properties properties) throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("FASTLABEL_DB_URL must begin with jdbc:postgresql://");
        }
        return connection;
    }

    private static Properties properties(String name, String secret) {
        Properties properties = new Properties();
        properties.setProperty("user", name);
        properties.setProperty("password", secret);
        return properties;
    }

    public String getUser() {
        return user;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    @Override
    public PrintWriter getLogWriter() {
        return log;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        this.log = out;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // Each connection has its own limits.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("not a wrapper for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
