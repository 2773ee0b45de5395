package org.fastlabel.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A data set is found again with everything that was chosen for it. */
@Tag("fault")
class ReopenedDatasetIT {

    @Test
    void theColumnsOfATableOutliveAPowerCut() throws IOException {
        Server server = Server.shared();
        Path table = Files.writeString(server.data().resolve("texts.csv"), "title;body;kind\na;first;x\nb;second;y\n");
        Labelling labelling = new Labelling(server);
        JsonObject opened = labelling.api().post("config", Json.createObjectBuilder().add("type", "text")
                .add("path", table.toString()).add("text_column", "body").add("label_column", "kind")
                .add("classes", Json.createArrayBuilder(List.of("x", "y", "z"))).build()).ok().getJsonObject("dataset");
        server.kill9();
        server.start();
        JsonObject status = labelling.status();
        for (String field : List.of("id", "type", "path", "text_column", "label_column", "data_type", "count")) {
            assertEquals(opened.get(field), status.getJsonObject("dataset").get(field), field);
        }
        assertEquals("[\"x\",\"y\",\"z\"]", status.getJsonArray("classes").toString());
    }
}
