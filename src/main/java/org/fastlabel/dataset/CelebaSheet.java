package org.fastlabel.dataset;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.bind.annotation.JsonbNillable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.Settings;
import org.fastlabel.media.image.ImageReading;

/**
 * The CelebA faces, 30,000 tiles of 48×48 on one sheet of 9600×7200: a local copy, the copy in the cache, or fetched into the
 * cache in the background from the address that {@code FASTLABEL_CELEBA} names. The specification names no address, so
 * without one nothing is fetched.
 */
@ApplicationScoped
public class CelebaSheet {

    private static final System.Logger LOG = System.getLogger(CelebaSheet.class.getName());
    public static final int TILE = 48;
    private static final int WIDTH = 9600;
    private static final int HEIGHT = 7200;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
    private static final long MAX_BYTES = 500L << 20;

    /** @param state off, absent, running, done or failed; @param path of the sheet when it is there, else null */
    @JsonbNillable
    public record State(String state, long done_bytes, long total_bytes, String message, String path) {
    }

    @Resource
    private ManagedExecutorService executor;

    private volatile State state = new State("absent", 0, 0, null, null);
    private volatile boolean stopped;

    /** Finds the sheet or begins to fetch it; returns at once. */
    public void start() {
        String setting = Settings.celeba();
        Path cached = cached();
        if (setting.equals("off")) {
            state = new State("off", 0, 0, null, null);
        } else if (Files.isRegularFile(cached)) {
            found(cached);
        } else if (setting.startsWith("http://") || setting.startsWith("https://")) {
            state = new State("running", 0, 0, null, null);
            executor.submit(() -> fetch(setting, cached));
        } else if (!setting.equals("auto")) {
            local(Path.of(setting).toAbsolutePath());
        } else {
            state = new State("absent", 0, 0, "Set FASTLABEL_CELEBA to the address or the file of the sheet to use it.", null);
        }
    }

    private static Path cached() {
        return Settings.home().resolve("cache").resolve("celeba").resolve("celeba-48.img");
    }

    private void local(Path file) {
        try {
            check(file);
            found(file.toRealPath());
        } catch (IOException | FastLabelException e) {
            fail("FASTLABEL_CELEBA names " + file.getFileName() + ", which cannot be used: " + e.getMessage());
        }
    }

    private void found(Path file) {
        long size = file.toFile().length();
        state = new State("done", size, size, null, file.toString());
    }

    private void fail(String message) {
        state = new State("failed", 0, 0, message, null);
        LOG.log(System.Logger.Level.WARNING, "CelebA: {0}", message);
    }

    private void fetch(String address, Path target) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.getParent());
            long have = Files.exists(part) ? Files.size(part) : 0;
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
            if (have > 0) {
                request.header("Range", "bytes=" + have + "-");
            }
            HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(CONNECT_TIMEOUT).build();
            HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != 200 && response.statusCode() != 206) {
                    fail("the address answered " + response.statusCode() + ".");
                    return;
                }
                copy(in, part, response.statusCode() == 206 ? have : 0,
                        response.headers().firstValueAsLong("Content-Length").orElse(-1));
            }
            check(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            found(target);
            LOG.log(System.Logger.Level.INFO, "CelebA: fetched {0} bytes; choose it in Configuration.", Files.size(target));
        } catch (IOException | IllegalArgumentException e) {
            fail("it could not be fetched (" + e.getClass().getSimpleName() + "); the next start goes on where this one stopped.");
        } catch (FastLabelException e) {
            part.toFile().delete();
            fail("what was fetched is not the sheet: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(InputStream in, Path part, long from, long length) throws IOException {
        long total = length < 0 ? -1 : from + length;
        long done = from;
        try (OutputStream out = from > 0 ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0 && !stopped; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                done += n;
                if (done > MAX_BYTES) {
                    throw new IOException("larger than any such sheet");
                }
                state = new State("running", done, total, null, null);
            }
        }
        if (stopped || total >= 0 && done < total) {
            throw new IOException("incomplete");
        }
    }

    private static void check(Path file) {
        ImageReading.Size size = ImageReading.size(file);
        if (size.width() != WIDTH || size.height() != HEIGHT) {
            throw new InvalidInput("bad-sprite-geometry", "it has " + size.width() + " x " + size.height()
                    + " pixels, not " + WIDTH + " x " + HEIGHT + ".");
        }
    }

    public State state() {
        return state;
    }

    /** The sheet as a data set, when it is there. */
    public Optional<SourceSpec> spec() {
        return Optional.ofNullable(state.path()).map(p -> new SourceSpec.Sprite(Path.of(p), TILE));
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }
}
