package org.fastlabel.security;

/** Who did what when: only ever added to. */
public interface AuditLog {

    /**
     * Adds a line in the transaction of the caller, if there is one.
     *
     * @param who     the account, or {@code label-studio}, {@code system}
     * @param action  short and stable, e.g. {@code dataset.create}, {@code task.assign}, {@code login.failed}
     * @param subject what it was done to, e.g. {@code dataset 3}, {@code task 17}, {@code account ann}
     * @param detail  one line more, or null; never a password or token
     */
    void record(String who, String action, String subject, String detail);
}
