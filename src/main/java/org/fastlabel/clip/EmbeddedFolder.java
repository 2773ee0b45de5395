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

/**
 * A model folder that comes with the program.
 *
 * @param name  of the folder in {@code models}
 * @param files it may consist of, with slashes; the first one must be there
 */
public record EmbeddedFolder(String name, List<String> files) {

    /** Whether this build has it. */
    public boolean present() {
        return resource(files.get(0)) != null;
    }

    /**
     * Where it lies. Where the program is not unpacked on disk, the files are copied out once.
     *
     * @param home below which copies may be kept
     */
    public Path in(Path home) {
        try {
            URL url = resource(files.get(0));
            if (url == null) {
                throw new IllegalStateException("the embedded model " + name + " is not part of this build");
            }
            URI uri = url.toURI();
            return uri.getScheme().equals("file") ? Path.of(uri).getParent() : copy(home.resolve("models").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private URL resource(String file) {
        return EmbeddedFolder.class.getResource("/models/" + name + "/" + file);
    }

    private Path copy(Path folder) throws IOException {
        for (String file : files) {
            try (InputStream in = EmbeddedFolder.class.getResourceAsStream("/models/" + name + "/" + file)) {
                if (in != null) {
                    Path target = folder.resolve(file);
                    Files.createDirectories(target.getParent());
                    Path temporary = target.resolveSibling(target.getFileName() + ".part");
                    Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return folder;
    }
}
