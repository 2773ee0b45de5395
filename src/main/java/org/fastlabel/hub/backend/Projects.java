package org.fastlabel.hub.backend;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.head.HeadDesk;

/** Which data sets belong to a project of Label Studio. */
@ApplicationScoped
public class Projects {

    private static final String NONE = "untrained";

    @Inject
    private TaskLedger ledger;
    @Inject
    private HeadDesk heads;

    public Projects() {
        // For the container.
    }

    Projects(TaskLedger ledger, HeadDesk heads) {
        this.ledger = ledger;
        this.heads = heads;
    }

    /** @param project as Label Studio writes it; none for one that is not known here */
    List<Dataset> datasets(JsonValue project) {
        return Asked.project(project).map(ledger::ofProject).orElse(List.of());
    }

    /** One word for all of them: it changes when any of their heads does. */
    String version(List<Dataset> datasets) {
        List<String> versions = datasets.stream().map(d -> heads.version(d.id())).sorted().toList();
        if (versions.size() < 2) {
            return versions.isEmpty() ? NONE : versions.get(0);
        }
        CRC32 sum = new CRC32();
        sum.update(String.join("\n", versions).getBytes(StandardCharsets.UTF_8));
        return "heads-" + String.format("%08x", sum.getValue());
    }
}
