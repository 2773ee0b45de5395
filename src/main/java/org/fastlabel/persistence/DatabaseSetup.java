package org.fastlabel.persistence;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.fastlabel.api.ParentWatch;
import org.fastlabel.api.Settings;
import org.flywaydb.core.Flyway;

/** Brings the tables up to date before anything else uses them; others {@code @DependsOn("DatabaseSetup")}. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(name = "java:app/jdbc/FastLabel", className = "org.fastlabel.persistence.HomeDataSource",
        user = "sa", password = "", minPoolSize = 1, maxPoolSize = 30, properties = {
            // A connection may have died with the server of the database since it was used last; a view that every database has tells.
            "fish.payara.is-connection-validation-required=true", "fish.payara.connection-validation-method=table",
            "fish.payara.validation-table-name=information_schema.schemata",
            "fish.payara.validate-atmost-once-period-in-seconds=2", "fish.payara.fail-all-connections=true"})
public class DatabaseSetup {

    private static final System.Logger LOG = System.getLogger(DatabaseSetup.class.getName());

    @Resource(lookup = "java:app/jdbc/FastLabel")
    private DataSource dataSource;

    /** Several processes may start at once on one database: the first to come does it, the others wait for its lock. */
    @PostConstruct
    void migrate() {
        try {
            // The second folder holds what the two databases have no common words for.
            Flyway.configure(DatabaseSetup.class.getClassLoader()).dataSource(dataSource)
                    .locations("classpath:db/migration", Settings.databaseUrl().isPresent() ? "classpath:db/postgresql" : "classpath:db/h2").load()
                    .migrate();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The tables of the database cannot be set up: " + reason(e), e);
            ParentWatch.giveUp();
            throw e;
        }
    }

    /** A server that goes on without the program must not keep the file of the embedded database: the next deployment would not get it. */
    @PreDestroy
    void letGo() {
        try {
            HomeDataSource.closeAfterLastUse();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.WARNING, "The embedded database will not be closed: " + reason(e));
        }
    }

    private static String reason(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage()).strip().replaceAll("\\s+", " ");
    }
}
