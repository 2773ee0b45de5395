package org.fastlabel.persistence;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables up to date before anything else uses them; others {@code @DependsOn("DatabaseSetup")}. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(name = "java:app/jdbc/FastLabel", className = "org.fastlabel.persistence.HomeDataSource",
        user = "sa", password = "", minPoolSize = 1, maxPoolSize = 20)
public class DatabaseSetup {

    @Resource(lookup = "java:app/jdbc/FastLabel")
    private DataSource dataSource;

    @PostConstruct
    void migrate() {
        Flyway.configure(DatabaseSetup.class.getClassLoader()).dataSource(dataSource).load().migrate();
    }
}
