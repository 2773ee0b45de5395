package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.Test;

class SearchIT {

    private static final String LONG = "Ein langer Text über Katzen. ".repeat(100);

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    private void texts() {
        Path folder = server.data().resolve("search-texts");
        Path table = TestPictures.write(folder.resolve("table.csv"), TestPictures.text("text,topic\n"
                + "The Cat sat on the mat,animals\nA dog barked at the cat,animals\nStocks fell sharply,money\n\"" + LONG + "\",animals\n"));
        labelling.api().post("config", Json.createObjectBuilder().add("type", "text").add("path", table.toString())
                .add("text_column", "text").build()).ok();
    }

    private JsonObject search(String words, Map<String, ?> more) {
        Map<String, Object> query = new java.util.HashMap<>(more);
        query.put("q", words);
        return labelling.api().get("search", query).ok();
    }

    @Test
    void everyWordMustBeInTheText() {
        texts();
        assertEquals(2, search("cat", Map.of()).getInt("total"));
        assertEquals(1, search(" DOG   cAt ", Map.of()).getInt("total"));
        assertEquals(0, search("dog stocks", Map.of()).getInt("total"));
        assertEquals(4, search("", Map.of()).getInt("total"));
        JsonObject page = search("cat", Map.of("offset", 1, "limit", 1));
        assertEquals(2, page.getInt("total"));
        assertEquals("A dog barked at the cat", page.getJsonArray("items").getJsonObject(0).getString("text"));
    }

    @Test
    void textsAreShownInPartsAndWhole() {
        texts();
        JsonObject item = search("katzen", Map.of()).getJsonArray("items").getJsonObject(0);
        assertEquals(LONG.substring(0, 300), item.getString("text"));
        Answer whole = labelling.api().get("text/" + item.getInt("id")).expect(200);
        assertTrue(whole.header("Content-Type").startsWith("text/plain"));
        assertEquals(LONG, whole.text());
        JsonObject batch = labelling.api().get("next_batch?batch_size=4&max_text=10").ok();
        assertEquals("text", batch.getString("data_type"));
        for (JsonObject card : batch.getJsonArray("items").getValuesAs(JsonObject.class)) {
            assertTrue(card.getString("text").length() <= 10 && card.getInt("text_length") >= 19, card::toString);
            assertTrue(!card.containsKey("image"));
        }
        labelling.api().get("text/99").problem(404, "unknown-id");
        labelling.api().get("text/x").problem(404, "unknown-id");
    }

    @Test
    void picturesAreFoundByName() {
        labelling.folder(TestPictures.folder(server.data().resolve("search-pictures"), 0, 20));
        JsonObject found = search("DISC 1", Map.of());
        assertEquals(List.of("disc-10.png", "disc-12.png", "disc-14.png", "disc-16.png", "disc-18.png"),
                found.getJsonArray("items").stream().map(v -> v.asJsonObject().getString("filename")).toList());
        labelling.api().get("text/0").problem(404, "no-text");
        labelling.api().get("search?q=a&limit=0").problem(400, "bad-limit");
        labelling.api().get("search?q=" + "x".repeat(501)).problem(400, "query-too-long");
    }
}
