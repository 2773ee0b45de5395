package org.fastlabel.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written into the audit log stays as it is, in the embedded database. */
class AppendOnlyTest {

    private static final String LINE = "insert into audit (id, at, who, action, subject) values (nextval('audit_seq'), current_timestamp, 'ann', 'login', 'x')";

    private static long lines(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from audit where who = 'ann'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void linesAreAddedAndNothingElseAlsoAfterARestart(@TempDir Path folder) throws SQLException, IOException {
        String url = "jdbc:h2:file:" + folder.resolve("db");
        for (int start = 1; start <= 2; start++) {
            try (Connection connection = DriverManager.getConnection(url, "sa", ""); Statement statement = connection.createStatement()) {
                for (String script : start == 1 ? List.of("migration/V5__accounts.sql", "h2/V11_1__audit_append_only.sql") : List.<String>of()) {
                    statement.execute(Files.readString(Path.of("src/main/resources/db", script)));
                }
                statement.execute(LINE);
                for (String change : new String[] {"update audit set who = 'bob'", "delete from audit", "delete from audit where id = 1",
                    "merge into audit (id, at, who, action, subject) values (1, current_timestamp, 'bob', 'login', 'x')"}) {
                    String why = assertThrows(SQLException.class, () -> statement.execute(change), change).getMessage();
                    assertTrue(why.contains("only added"), why);
                }
                assertEquals(start, lines(statement));
            }
        }
    }
}
