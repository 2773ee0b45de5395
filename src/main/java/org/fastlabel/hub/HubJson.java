package org.fastlabel.hub;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;

/** Records as JSON: names with underscores; nulls are written. Safe from any thread. */
public final class HubJson {

    private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withNullValues(true)
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));

    private HubJson() {
    }

    public static String of(Object record) {
        return JSON.toJson(record);
    }
}
