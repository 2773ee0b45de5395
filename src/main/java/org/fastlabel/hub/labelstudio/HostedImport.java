package org.fastlabel.hub.labelstudio;

import java.time.Duration;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.hub.connections.TryLater;
import org.fastlabel.jobs.RetryLater;

/** An import that goes on after its request was answered, as the hosted Label Studio does it. */
final class HostedImport {

    private static final int LOOKS = 600;

    private final LabelStudioApi api;
    private final long project;
    private final long number;
    private final Runnable pause;

    HostedImport(LabelStudioApi api, long project, long number, Runnable pause) {
        this.api = api;
        this.project = project;
        this.number = number;
        this.pause = pause;
    }

    /** @throws Refused when it failed there, perhaps after some of it; {@link RetryLater} when it takes too long */
    void await() {
        for (int i = 0; i < LOOKS; i++) {
            String status = status();
            if (status.equals("completed")) {
                return;
            } else if (status.equals("failed")) {
                throw new Refused(Refused.REJECTED, 200, "Label Studio could not import the tasks.", "Look at the import's error there.");
            }
            pause.run();
        }
        throw new RetryLater("outside-timeout", "Label Studio has not finished its import " + number + " for a long time.", Duration.ofMinutes(1));
    }

    /** What is not answered is asked again: the tasks are on their way in any case, and must not be sent once more. */
    private String status() {
        try {
            return api.importState(project, number).getString("status", "");
        } catch (TryLater e) {
            return "";
        }
    }
}
