package org.fastlabel.hub.labelstudio;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.jobs.RetryLater;

/** An import that goes on after its request was answered, as the hosted Label Studio does it. */
final class HostedImport {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int LOOKS = 600;

    private final LabelStudioApi api;
    private final long project;
    private final long number;

    HostedImport(LabelStudioApi api, long project, long number) {
        this.api = api;
        this.project = project;
        this.number = number;
    }

    /** @throws Refused when it failed there; {@link RetryLater} when it takes too long */
    void await() {
        for (int i = 0; i < LOOKS; i++) {
            JsonObject state = api.importState(project, number);
            String status = state.getString("status", "");
            if (status.equals("completed")) {
                return;
            } else if (status.equals("failed")) {
                throw new Refused(Refused.REJECTED, 400, "Label Studio could not import the tasks.", "Look at the import's error there.");
            }
            Pause.of(EVERY);
        }
        throw new RetryLater("outside-timeout", "Label Studio has not finished its import " + number + " for a long time.", Duration.ofMinutes(1));
    }
}
