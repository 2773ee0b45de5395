package org.fastlabel.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.audio.Wav;
import org.fastlabel.media.image.PictureFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioFolderSourceTest {

    @TempDir
    Path temporary;

    @Test
    void soundsOfAFolder() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("sounds/deeper")).getParent();
        Files.write(folder.resolve("b 2.wav"), Wav.tone(440, 0.5, 8000));
        Files.write(folder.resolve("b 10.WAV"), Wav.tone(440, 12, 8000));
        Files.copy(Path.of("src/test/resources/sounds/tone.mp3"), folder.resolve("deeper/lying.ogg"));
        Files.writeString(folder.resolve("broken.flac"), "no sound");
        Files.writeString(folder.resolve("notes.txt"), "no sound");
        Files.write(folder.resolve(".hidden.wav"), Wav.tone(440, 0.5, 8000));
        Path outside = Files.write(temporary.resolve("outside.wav"), Wav.tone(440, 0.5, 8000));
        Files.createSymbolicLink(folder.resolve("link.wav"), outside);
        try (MediaSource source = Sources.open(new SourceSpec.AudioFolder(folder), temporary)) {
            assertEquals(MediaKind.AUDIO, source.kind());
            assertEquals("audio", source.spec().type());
            assertEquals(List.of("b 2.wav", "b 10.WAV", "broken.flac", "deeper/lying.ogg"), source.keys());
            assertEquals("audio/wav", source.sound("b 2.wav").mediaType());
            assertEquals("audio/mpeg", source.sound("deeper/lying.ogg").mediaType());
            assertEquals(0.5, source.durationSeconds("b 2.wav"), 1e-9);
            assertTrue(Double.isNaN(source.durationSeconds("broken.flac")));
            assertTrue(Double.isNaN(source.durationSeconds("gone.wav")));
            assertEquals(1, source.views("b 2.wav").size());
            assertEquals(3, source.views("b 10.WAV").size());
            assertEquals("image/png", source.original("b 2.wav").mediaType());
            assertEquals(PictureFormat.PNG, PictureFormat.of(source.original("b 2.wav").bytes()).orElseThrow());
            assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> source.image("broken.flac")).code());
            assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> source.sound("../outside.wav")).code());
        }
    }

    @Test
    void awkwardNames() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("x"));
        byte[] tone = Wav.tone(440, 0.2, 8000);
        List<String> names = List.of("-rf.wav", "100%25 & a+b;c=d#e?f.wav", "concat:a|b.wav", "名前 ünïcode 🎵.wav", "http:%2F.wav");
        for (String name : names) {
            Files.write(FileNames.resolve(folder, name), tone);
        }
        try (MediaSource source = Sources.open(new SourceSpec.AudioFolder(folder), temporary)) {
            assertEquals(names.size(), source.keys().size());
            for (String key : source.keys()) {
                assertTrue(names.contains(key), new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
                assertEquals(0.2, source.durationSeconds(key), 1e-9, key);
                assertEquals(256, source.image(key).width());
            }
        }
    }
}
