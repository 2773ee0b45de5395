package org.fastlabel.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources live below {@code /api}. */
@ApplicationPath("/api")
public class FastLabelApplication extends Application {
}
