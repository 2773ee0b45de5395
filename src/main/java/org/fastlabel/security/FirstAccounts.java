package org.fastlabel.security;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.Settings;

/**
 * Sees to it that somebody can log in. On loopback, where there is no account yet: the demonstration accounts of the manual. Anywhere else,
 * where there is no administrator whose password is a secret: {@code admin}, with the password that the operator gave or with a generated
 * one in a file of the home folder.
 */
@Startup
@Singleton
@DependsOn("DatabaseSetup")
@TransactionManagement(TransactionManagementType.BEAN)
public class FirstAccounts {

    private static final System.Logger LOG = System.getLogger(FirstAccounts.class.getName());
    private static final String FIRST = "admin";
    private static final String SYSTEM = "system";

    @EJB
    private AccountRepository accounts;
    @EJB
    private AccountDesk desk;
    @Inject
    private Passwords passwords;

    @PostConstruct
    void begin() {
        // A worker serves no login; the process with the pages makes the accounts.
        if (Settings.role() == Settings.Role.WORKER) {
            return;
        }
        List<Account> known = accounts.all();
        if (!Loopback.listening()) {
            requireOwnSecret();
            firstAdministrator(known);
        } else if (known.isEmpty()) {
            demonstrations();
        }
    }

    private void demonstrations() {
        try {
            desk.add(SYSTEM, FIRST, "Admin", CurrentUser.ADMIN, passwords.hash(PasswordRules.DEMONSTRATION.get(FIRST)), true);
            desk.add(SYSTEM, "ann", "Ann", CurrentUser.ANNOTATOR, passwords.hash(PasswordRules.DEMONSTRATION.get("ann")), true);
        } catch (EJBException | Conflict e) {
            // Another process on the same database may have begun at the same moment, and made them.
            if (accounts.find(FIRST).isEmpty()) {
                throw e;
            }
        }
    }

    /** The launcher says it more clearly; where the archive was deployed to another server, this is the only check. */
    private static void requireOwnSecret() {
        if (Settings.jwtSecret().filter(s -> s.strip().toLowerCase(Locale.ROOT).startsWith("change_me")).isPresent()) {
            throw new InvalidInput("bad-setting", "JWT_SECRET still has the words of the example. Choose your own.");
        }
    }

    private void firstAdministrator(List<Account> known) {
        if (known.stream().anyMatch(a -> a.admin() && a.mayLogIn(false))) {
            return;
        }
        Path file = Settings.home().resolve("admin-password");
        Optional<String> given = Settings.adminPassword();
        String hash = passwords.hash(PasswordRules.password(given.orElseGet(() -> HomeSecret.of(file, PasswordRules::generated)), FIRST));
        if (known.stream().noneMatch(a -> a.username().equals(FIRST))) {
            desk.add(SYSTEM, FIRST, "Admin", CurrentUser.ADMIN, hash, false);
        } else {
            desk.password(SYSTEM, FIRST, hash, "account.reset");
            desk.change(SYSTEM, FIRST, CurrentUser.ADMIN, true, null);
        }
        if (given.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "The password of the account \"admin\" is in {0}. Change it, then delete that file.", file);
        }
    }
}
