package org.fastlabel.hub.media;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** Keys and hashes that all processes of one database share. */
@Stateless
public class SecretRepository {

    private static final int BYTES = 32;

    @PersistenceContext
    private EntityManager em;
    @Resource
    private SessionContext context;

    /** 256 bits in base 64. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<String> find(String name) {
        return Optional.ofNullable(em.find(SecretEntity.class, name)).map(SecretEntity::secret);
    }

    /** What is kept under a name; made now where there is nothing. Whoever comes first decides. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public String known(String name, Supplier<String> made) {
        SecretRepository self = context.getBusinessObject(SecretRepository.class);
        return self.find(name).orElseGet(() -> {
            try {
                return self.add(name, made.get());
            } catch (EJBException e) {
                // Another process was faster.
                return self.find(name).orElseThrow(() -> e);
            }
        });
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public String add(String name, String secret) {
        em.persist(new SecretEntity(name, secret));
        em.flush();
        return secret;
    }

    public void put(String name, String secret) {
        SecretEntity known = em.find(SecretEntity.class, name);
        if (known == null) {
            em.persist(new SecretEntity(name, secret));
        } else {
            known.replace(secret);
        }
    }
}
