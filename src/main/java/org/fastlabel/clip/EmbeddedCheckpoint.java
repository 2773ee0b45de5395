package org.fastlabel.clip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The small checkpoint that comes with the program. */
public final class EmbeddedCheckpoint {

    public static final String NAME = "mini-clip";
    private static final String RESOURCE = "/models/" + NAME + "/";
    private static final List<String> FILES = List.of("open_clip_config.json", "open_clip_model.safetensors", "tokenizer.json");

    private EmbeddedCheckpoint() {
    }

    /**
     * Its folder. Where the program is not unpacked on disk, the files are copied out once.
     *
     * @param home below which copies may be kept
     */
    public static Path folder(Path home) {
        try {
            URL url = EmbeddedCheckpoint.class.getResource(RESOURCE + FILES.get(0));
            if (url == null) {
                throw new IllegalStateException("the embedded checkpoint is not part of this build");
            }
            URI uri = url.toURI();
            return uri.getScheme().equals("file") ? Path.of(uri).getParent() : copy(home.resolve("models").resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path copy(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : FILES) {
            Path temporary = folder.resolve(file + ".part");
            try (InputStream in = EmbeddedCheckpoint.class.getResourceAsStream(RESOURCE + file)) {
                Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(temporary, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }
}
