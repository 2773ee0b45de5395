package org.fastlabel.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** All resources live below {@code /api}. */
@ApplicationPath("/api")
public class FastLabelApplication extends Application {

    /**
     * Without the features that the server would add by itself: GlassFish's asks the server, which knows none of the program's accounts, for
     * the roles that resources name, and so refuses everybody. AccessFilter judges them.
     */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jakarta.ws.rs.loadServices", false);
    }
}
