package org.fastlabel.api;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.json.bind.config.PropertyOrderStrategy;

/** Records as JSON: names with underscores, sorted; nulls are written. Safe from any thread. */
public final class RecordJson {

    private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withNullValues(true)
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withPropertyOrderStrategy(PropertyOrderStrategy.LEXICOGRAPHICAL));

    private RecordJson() {
    }

    public static String of(Object record) {
        return JSON.toJson(record);
    }
}
