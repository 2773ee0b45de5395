package org.fastlabel.hub.labelstudio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import org.fastlabel.api.Conflict;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.HubKey;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.connections.Connections;
import org.fastlabel.hub.connections.Connections.LabelStudio;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.hub.connections.Refused;

/** Where work with Label Studio begins: the connection, and a data set's project there. */
@ApplicationScoped
public class Desk {

    @Inject
    private Connections connections;
    @Inject
    private Outbound out;
    @Inject
    private AccessTokens tokens;
    @Inject
    private TaskLedger ledger;

    public Desk() {
        // For the container.
    }

    Desk(Connections connections, Outbound out, AccessTokens tokens, TaskLedger ledger) {
        this.connections = connections;
        this.out = out;
        this.tokens = tokens;
        this.ledger = ledger;
    }

    /** A data set with its project. @param project as the server has it */
    record Place(LabelStudioApi api, Dataset dataset, long id, JsonObject project, LabelScheme scheme) {
    }

    /** @throws Conflict when no connection is known */
    LabelStudioApi api() {
        return new LabelStudioApi(out, tokens, connection());
    }

    LabelStudio connection() {
        return connections.labelStudio().orElseThrow(() -> new Conflict("no-label-studio",
                "No Label Studio is connected. Enter its address and token on the connections page, or set LS_BASE_URL and LS_API_TOKEN."));
    }

    HubKey key() {
        return new HubKey(connections.instance());
    }

    private static JsonObject project(LabelStudioApi api, long project, Dataset dataset) {
        try {
            return api.project(project);
        } catch (Refused e) {
            if (!e.code().equals(Refused.NOT_FOUND)) {
                throw e;
            }
            throw new Conflict("project-gone", "Project " + project + ", to which \"" + dataset.name() + "\" belongs, is not in Label Studio at "
                    + api.connection().address().place() + " (any more). Choose or create another one: the tasks are then imported there. Answers that "
                    + "were brought back from it stay.");
        }
    }

    /** The data set's own project, else the usual one of the connection, which is then the data set's own. */
    Place place(long datasetId) {
        Dataset dataset = ledger.dataset(datasetId);
        LabelStudioApi api = api();
        Long project = dataset.lsProject() != null ? dataset.lsProject() : api.connection().project();
        if (project == null) {
            throw new Conflict("no-project", "No project of Label Studio is chosen for \"" + dataset.name() + "\". Choose or create one, or set LS_PROJECT_ID.");
        }
        JsonObject found = project(api, project, dataset);
        LabelScheme scheme = LabelScheme.of(found, dataset);
        if (dataset.lsProject() == null) {
            ledger.chooseProject(datasetId, project);
        }
        return new Place(api, dataset, project, found, scheme);
    }
}
