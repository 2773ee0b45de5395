package org.fastlabel.persistence;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.fastlabel.api.Settings;

/**
 * Connections to the database below {@code FASTLABEL_HOME}; the container pools them and joins them to its transactions. A
 * class of our own, because a data source declared by annotation cannot read the environment.
 */
public class HomeDataSource implements DataSource {

    private String user = "sa";
    private String password = "";
    private PrintWriter log;

    /**
     * Commits reach the file at once: half a second of labels would be lost otherwise when the process is killed. The database is
     * never closed and never compacted while the process ends: a compaction that the end of the process cut off was seen to lose the
     * last minutes. Every end is then the same as a kill, which each commit survives.
     */
    static String url() {
        return "jdbc:h2:file:" + Settings.home().resolve("db").resolve("fastlabel")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;MAX_COMPACT_TIME=0;LOCK_TIMEOUT=20000";
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(user, password);
    }

    @Override
    public Connection getConnection(String name, String secret) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", name);
        properties.setProperty("password", secret);
        return new org.h2.Driver().connect(url(), properties);
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
        // An embedded database answers or fails at once.
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
