package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Api;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Labelling.Item;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictIT {

    private static final int PICTURE_LIMIT = 20 << 20;

    private final Labelling labelling = new Labelling(Server.shared());
    private final Api api = labelling.api();

    @BeforeEach
    void sample() {
        labelling.sample();
        labelling.embedded();
    }

    private Answer predict(String field, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--line\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"x.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--line--\r\n".getBytes(StandardCharsets.UTF_8));
        return api.send(api.request("predict").header("Content-Type", "multipart/form-data; boundary=line")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private byte[] portrait(int id) {
        return api.get("image/" + id).expect(200).bytes();
    }

    @Test
    void aPictureIsJudgedAsTheItemsAre() {
        labelling.teach("smiling", "random", 2, 24);
        // Stored embeddings are of half precision: where the model is in two minds, that may turn it.
        for (Item item : labelling.items().values().stream().filter(i -> Math.abs(i.probPositive() - 0.5) > 0.02).limit(5).toList()) {
            JsonObject said = predict("file", portrait(item.id())).ok();
            assertEquals(item.model(), said.getInt("class"));
            assertEquals(List.of("negative", "positive").get(item.model()), said.getString("label"));
            assertEquals(item.probPositive(), said.getJsonArray("probs").getJsonNumber(1).doubleValue(), 0.02);
            assertEquals("head", said.getString("scorer"));
        }
        assertEquals("[\"negative\",\"positive\"]", predict("file", TestPictures.png(1)).ok().getJsonArray("classes").toString());
    }

    @Test
    void aQueryJudgesToo() {
        labelling.query("smiling");
        Item likely = labelling.items().values().stream().max(java.util.Comparator.comparingDouble(Item::probPositive)).orElseThrow();
        JsonObject said = predict("file", portrait(likely.id())).ok();
        assertEquals("query", said.getString("scorer"));
        assertEquals(likely.probPositive(), said.getJsonArray("probs").getJsonNumber(1).doubleValue(), 0.02);
    }

    @Test
    void beforeAnyTrainingThereIsNoModel() {
        predict("file", TestPictures.png(1)).problem(409, "no-model");
    }

    @Test
    void whatIsNoPictureIsRefused() {
        labelling.teach("smiling", "random", 1, 10);
        byte[] png = TestPictures.png(1);
        predict("file", new byte[0]).problem(400, "empty-file");
        predict("file", TestPictures.text("no picture")).problem(400, "unreadable-item");
        predict("file", TestPictures.first(png, png.length / 2)).problem(400, "unreadable-item");
        predict("file", TestPictures.bomb(100_000, 100_000)).problem(400, "unreadable-item");
        predict("picture", png).problem(400, "missing-file");
        predict("file", new byte[PICTURE_LIMIT + 1]).problem(413, "file-too-large");
        api.post("predict", "{\"text\":\"hello\"}").problem(415, "wrong-kind");
        api.post("predict", "text/plain", "hello").problem(415);
        api.post("predict", "multipart/form-data; boundary=line", "no parts").problem(400);
        api.post("predict", "multipart/form-data", "no boundary").problem(400);
        api.send(api.request("predict").POST(BodyPublishers.noBody())).problem(400, "missing-file");
        assertTrue(predict("file", png).ok().containsKey("label"));
    }
}
