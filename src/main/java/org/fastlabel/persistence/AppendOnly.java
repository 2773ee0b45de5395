package org.fastlabel.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/**
 * Refuses every change of a table's rows in the embedded database, which knows triggers only as classes; PostgreSQL has one of its own
 * language. It guards against the program and whoever writes statements through it. Who owns the database can still take the trigger away,
 * or (the embedded one has no trigger for that) truncate the table: against the operator nothing kept here could be safe.
 */
public final class AppendOnly implements Trigger {

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("Rows of the audit log are only added, never changed or deleted.", "23001");
    }
}
