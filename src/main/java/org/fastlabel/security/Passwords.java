package org.fastlabel.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fastlabel.api.CapacityExceeded;

/** Hashes passwords, slowly on purpose; a few at a time, so that a flood of logins leaves processors for those who work. */
@ApplicationScoped
public class Passwords {

    private static final int WAITING = 100;
    private static final long PATIENCE_SECONDS = 30;

    private final Semaphore turns = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    @Inject
    private Pbkdf2PasswordHash hash;

    /** Of no account. */
    private String nobodys;

    @PostConstruct
    void begin() {
        hash.initialize(Map.of("Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512", "Pbkdf2PasswordHash.Iterations", "210000",
                "Pbkdf2PasswordHash.SaltSizeBytes", "32", "Pbkdf2PasswordHash.KeySizeBytes", "32"));
    }

    String hash(String password) {
        return inTurn(() -> hash.generate(password.toCharArray()));
    }

    /** @param expected null where there is no such account: the answer is no, and takes as long */
    boolean verify(String password, String expected) {
        return inTurn(() -> hash.verify(password.toCharArray(), expected == null ? nobodys() : expected)) && expected != null;
    }

    private synchronized String nobodys() {
        if (nobodys == null) {
            nobodys = hash.generate(PasswordRules.generated().toCharArray());
        }
        return nobodys;
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (turns.getQueueLength() >= WAITING || !turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static CapacityExceeded busy() {
        return new CapacityExceeded("busy", "Too many people log in at this moment. Try again in a few seconds.");
    }
}
