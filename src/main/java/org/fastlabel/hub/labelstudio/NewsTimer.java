package org.fastlabel.hub.labelstudio;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Looks now and then for news of Label Studio that no job follows. Each process does so; the queue takes the same work once. */
@Singleton
@DependsOn("DatabaseSetup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NewsTimer {

    private static final System.Logger LOG = System.getLogger(NewsTimer.class.getName());

    @Inject
    private Followers followers;

    @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false)
    public void look() {
        try {
            followers.catchUp();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Could not look for news of Label Studio; it is done again in a moment.", e);
        }
    }
}
