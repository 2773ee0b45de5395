package org.fastlabel.security;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Accounts, and the tokens that were ended. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class AccountRepository {

    @PersistenceContext
    private EntityManager em;

    public List<Account> all() {
        return em.createQuery("select a from AccountEntity a order by a.username", AccountEntity.class).getResultStream()
                .map(AccountEntity::toRecord).toList();
    }

    public Optional<Account> find(String username) {
        return Optional.ofNullable(em.find(AccountEntity.class, username)).map(AccountEntity::toRecord);
    }

    /**
     * All accounts, locked until the end of the transaction: whoever changes one sees what the one before did. There are as many as a team
     * has people, and they change rarely.
     */
    public List<Account> locked() {
        return em.createQuery("select a from AccountEntity a order by a.username", AccountEntity.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultStream().map(AccountEntity::toRecord).toList();
    }

    public void add(Account account) {
        em.persist(new AccountEntity(account));
        em.flush();
    }

    public void change(Account account) {
        em.find(AccountEntity.class, account.username()).set(account);
    }

    /** Not as a change of the account, which two logins at once would fight for. */
    public void loggedIn(String username, Instant at) {
        em.createQuery("update AccountEntity a set a.lastLogin = :at where a.username = :username").setParameter("at", at.atOffset(ZoneOffset.UTC))
                .setParameter("username", username).executeUpdate();
    }

    public boolean revoked(String jti) {
        return em.find(RevokedTokenEntity.class, jti) != null;
    }

    /** Ends one token, and forgets those that have run out by themselves before {@code now}. */
    public void revoke(String jti, Instant expiresAt, Instant now) {
        em.createQuery("delete from RevokedTokenEntity t where t.expiresAt < :now").setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate();
        if (!revoked(jti)) {
            em.persist(new RevokedTokenEntity(jti, expiresAt));
        }
    }
}
