package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIT {

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @Test
    void originalIsTheFileItself() {
        Path folder = server.data().resolve("originals");
        byte[] photo = TestPictures.encoded(TestPictures.draw(4, 300), "jpg");
        TestPictures.write(folder.resolve("photo.jpg"), photo);
        labelling.folder(folder);
        Answer answer = labelling.api().get("image/0").expect(200);
        assertArrayEquals(photo, answer.bytes());
        assertEquals("image/jpeg", answer.header("Content-Type"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    }

    @Test
    void typeFollowsTheContent() {
        Path folder = server.data().resolve("misnamed");
        TestPictures.write(folder.resolve("really-jpeg.png"), TestPictures.jpeg(0));
        labelling.folder(folder);
        assertEquals("image/jpeg", labelling.api().get("image/0").expect(200).header("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 64, 200, 1024})
    void sizeBoundsTheLongestSide(int size) throws IOException {
        Path folder = server.data().resolve("large-photo");
        TestPictures.write(folder.resolve("a.png"), TestPictures.encoded(TestPictures.draw(1, 700), "png"));
        labelling.folder(folder);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(labelling.api().get("image/0?size=" + size).expect(200).bytes()));
        assertEquals(Math.min(size, 700), Math.max(picture.getWidth(), picture.getHeight()));
    }

    @Test
    void unchangedPicturesAreNotSentAgain() {
        labelling.sample();
        Answer first = labelling.api().get("image/7?size=48").expect(200);
        String tag = first.header("ETag");
        assertFalse(tag.isBlank());
        assertTrue(first.header("Cache-Control").contains("private"), first.header("Cache-Control"));
        assertFalse(first.header("Cache-Control").contains("no-store"), first.header("Cache-Control"));
        Answer again = labelling.api().send(labelling.api().request("image/7?size=48").header("If-None-Match", tag).GET());
        again.expect(304);
        assertEquals(0, again.bytes().length);
        assertEquals(tag, again.header("ETag"));
        assertFalse(tag.equals(labelling.api().get("image/8?size=48").header("ETag")));
        Answer named = labelling.api().get("image/7?size=48&v=sample").expect(200);
        assertTrue(named.header("Cache-Control").contains("max-age="), named.header("Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/6000", "image/-1", "image/99999999999", "image/abc", "image/1e3"})
    void unknownIdsAreNotFound(String path) {
        labelling.sample();
        Answer answer = labelling.api().get(path);
        assertTrue(answer.status() == 404 || answer.status() == 400, answer::text);
        answer.problem(answer.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "15", "1025", "-5", "big", "99999999999"})
    void otherSizesAreRefused(String size) {
        labelling.sample();
        labelling.api().get("image/0?size=" + size).problem(400, "bad-size");
    }
}
