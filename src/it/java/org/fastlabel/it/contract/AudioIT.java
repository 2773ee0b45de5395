package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.media.audio.Wav;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioIT {

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);
    private final byte[] low = Wav.tone(300, 0.5, 8000);

    private JsonObject sounds(String name) {
        Path folder = server.data().resolve(name);
        TestPictures.write(folder.resolve("a low.wav"), low);
        TestPictures.write(folder.resolve("b high.wav"), Wav.tone(3000, 12, 8000));
        TestPictures.write(folder.resolve("c broken.mp3"), "no sound".getBytes(StandardCharsets.UTF_8));
        return labelling.api().post("config", Json.createObjectBuilder().add("type", "audio").add("path", folder.toString()).build()).ok();
    }

    private Answer range(String range) {
        return labelling.api().send(labelling.api().request("audio/0").header("Range", range).GET());
    }

    @Test
    void foldersOfSoundsAreOpenedAndEmbedded() {
        JsonObject opened = sounds("sounds");
        assertEquals("audio", opened.getString("type"));
        assertEquals(3, opened.getInt("count"));
        JsonObject status = labelling.embedded();
        assertEquals("audio", status.getString("data_type"));
        assertEquals(1, status.getJsonObject("dataset").getInt("unreadable"));
        JsonObject item = labelling.api().get("data_view?limit=3").ok().getJsonArray("items").stream().map(v -> v.asJsonObject())
                .filter(o -> o.getInt("id") == 1).findFirst().orElseThrow();
        assertEquals(12, item.getJsonNumber("duration_s").doubleValue(), 1e-6);
        labelling.api().get("image/2").problem(400, "unreadable-item");
        labelling.api().get("audio/2").problem(400, "unreadable-item");
    }

    @Test
    void pictureIsTheWholeSpectrogram() throws IOException {
        sounds("seen");
        Answer answer = labelling.api().get("image/1").expect(200);
        assertEquals("image/png", answer.header("Content-Type"));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.bytes()));
        assertEquals(256, picture.getWidth());
        // 3000 Hz at 8000 samples per second: in the upper half, from the first second to the last.
        for (int x : new int[] {5, 128, 250}) {
            int brightest = 0;
            for (int y = 0; y < picture.getHeight(); y++) {
                brightest = (picture.getRGB(x, y) >> 8 & 255) > (picture.getRGB(x, brightest) >> 8 & 255) ? y : brightest;
            }
            assertTrue(brightest > 40 && brightest < 128, x + ": " + brightest);
        }
    }

    @Test
    void soundIsTheFileItself() {
        sounds("heard");
        Answer whole = labelling.api().get("audio/0").expect(200);
        assertArrayEquals(low, whole.bytes());
        assertEquals("audio/wav", whole.header("Content-Type"));
        assertEquals("bytes", whole.header("Accept-Ranges"));
        assertEquals("nosniff", whole.header("X-Content-Type-Options"));
        Answer again = labelling.api().send(labelling.api().request("audio/0").header("If-None-Match", whole.header("ETag")).GET());
        assertEquals(304, again.status());
        Answer head = labelling.api().send(labelling.api().request("audio/0").method("HEAD",
                java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertEquals(200, head.status());
        assertEquals(0, head.bytes().length);
    }

    @Test
    void partsOfIt() {
        sounds("parts");
        Answer middle = range("bytes=100-299").expect(206);
        assertArrayEquals(Arrays.copyOfRange(low, 100, 300), middle.bytes());
        assertEquals("bytes 100-299/" + low.length, middle.header("Content-Range"));
        assertArrayEquals(Arrays.copyOfRange(low, 8000, low.length), range("bytes=8000-").expect(206).bytes());
        assertArrayEquals(Arrays.copyOfRange(low, low.length - 7, low.length), range("bytes=-7").expect(206).bytes());
        assertArrayEquals(low, range("bytes=9-5").expect(200).bytes());
        Answer outside = range("bytes=" + low.length + "-");
        outside.problem(416, "bad-range");
        assertEquals("bytes */" + low.length, outside.header("Content-Range"));
        String tag = middle.header("ETag");
        for (String known : new String[] {tag, "\"other\""}) {
            labelling.api().send(labelling.api().request("audio/0").header("Range", "bytes=0-9").header("If-Range", known).GET())
                    .expect(known.equals(tag) ? 206 : 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/3", "audio/-1", "audio/99999999999", "audio/abc"})
    void unknownIdsAreNotFound(String path) {
        sounds("ids");
        labelling.api().get(path).problem(404, "unknown-id");
    }

    @Test
    void picturesHaveNoSound() {
        labelling.sample();
        labelling.api().get("audio/0").problem(404, "no-sound");
    }
}
