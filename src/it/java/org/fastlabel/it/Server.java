package org.fastlabel.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One FastLabel, started by its real launcher on a free port, with a home and a data root of its own. Most tests share
 * {@link #shared()}; a test that kills its server starts one for itself, and the shared one rests meanwhile.
 */
public final class Server implements AutoCloseable {

    /** Ten seconds on a quiet machine; on a busy one it has taken three minutes. */
    private static final Duration START = Duration.ofSeconds(300);
    /** Longer than the launcher gives the server. */
    private static final Duration END = Duration.ofSeconds(180);
    private static final Path BUILD = Path.of(System.getProperty("fastlabel.build", "target")).toAbsolutePath();
    private static final Path CONFIG = Path.of(System.getProperty("fastlabel.server-config", "server-config")).toAbsolutePath();

    /** What a first start makes in the home, with much computing: the same in every home. */
    private static final List<String> FIRST_WORK = List.of("datasets/sample", "embeddings/sample", "measured");
    /** Two runs at a time begin at different ones. */
    private static final AtomicInteger PORTS = new AtomicInteger(12_000 + ThreadLocalRandom.current().nextInt(10_000));

    private static Server shared;

    private final Path folder;
    private final Map<String, String> environment;
    /** Of this start alone: what the process before has said last may be read after the next one has begun. */
    private volatile List<String> console = new CopyOnWriteArrayList<>();
    private int port;
    private Process process;

    private Server(Path folder, Map<String, String> settings) {
        this.folder = folder;
        environment = new HashMap<>(Map.of("FASTLABEL_HOME", home().toString(), "FASTLABEL_DATA_ROOTS", data().toString(),
                "FASTLABEL_CELEBA", "off",
                // Unpacked once for all servers of the run: 430 MB.
                "ENGINE_CACHE_DIR", BUILD.resolve("engine").toString(),
                // A server that lives for a minute spends most of it in the optimising compiler: half the processor time of a start.
                "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"));
        environment.putAll(settings);
    }

    /** The server that most tests use. What it holds is whatever the last test left: open a data set first. */
    public static synchronized Server shared() {
        if (shared == null) {
            shared = prepared("shared", Map.of());
        }
        if (!shared.running()) {
            shared.start();
        }
        return shared;
    }

    /** Lets the shared server rest, so that two never run at once; the next {@link #shared()} starts it again. */
    public static synchronized void restShared() {
        if (shared != null && shared.running()) {
            shared.stop();
        }
    }

    /**
     * A server of the test's own, running. Its home is empty, but for the embedded sample when the shared server has left one: that is
     * computed once in a run, not by every server beside what its test is about.
     *
     * @param settings further FASTLABEL_… variables
     */
    public static Server start(String name, Map<String, String> settings) {
        restShared();
        Server server = prepared(name, settings);
        server.start();
        return server;
    }

    /** As {@link #start(String, Map)}, but not started yet. */
    public static Server prepared(String name, Map<String, String> settings) {
        try {
            Path folder = BUILD.resolve("it").resolve(name);
            Folders.delete(folder);
            Server server = new Server(folder, settings);
            Files.createDirectories(server.data());
            embeddedSample(server.home());
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts what the shared server has made of the sample, if it rests, into a home that has none yet. */
    public static synchronized void embeddedSample(Path home) throws IOException {
        if (shared != null && !shared.running()) {
            for (String work : FIRST_WORK) {
                Folders.copy(shared.home().resolve(work), home.resolve(work));
            }
        }
    }

    /**
     * One of several processes on one database, not started yet. The shared server rests meanwhile.
     *
     * @param role web, worker or all
     */
    public static Server process(String name, Postgres.Database database, String role, Map<String, String> settings) {
        restShared();
        Map<String, String> all = new HashMap<>(database.settings());
        all.put("FASTLABEL_ROLE", role);
        all.putAll(settings);
        return prepared(name, all);
    }

    public Path home() {
        return folder.resolve("home");
    }

    /** The one allowed root. */
    public Path data() {
        return folder.resolve("data");
    }

    public int port() {
        return port;
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public Api api() {
        return new Api(base());
    }

    /** What the launcher has printed since the last start. */
    public List<String> console() {
        return console;
    }

    public boolean running() {
        return process != null && process.isAlive();
    }

    /** Chooses the port of the first start, for settings that name it. */
    public Server at(int onPort) {
        port = onPort;
        return this;
    }

    /** Starts on the port of before, or on a free one, and waits until it answers. */
    public void start() {
        begin();
        awaitReady();
    }

    /** Starts without waiting for it. */
    public void begin() {
        launch(port == 0 ? freePort() : port);
    }

    public void awaitReady() {
        Waiting.until("the server is ready", START, () -> {
            if (!process.isAlive() || console.stream().anyMatch(line -> line.startsWith("The server ended"))) {
                throw new Waiting.InVain("the server ended while starting, "
                        + (process.isAlive() ? "" : "with code " + process.exitValue() + ": ") + console);
            }
            return console.stream().anyMatch(line -> line.startsWith("FastLabel is ready"));
        });
    }

    /** Starts without waiting for anything. @return the launcher */
    public Process launch(int onPort) {
        port = onPort;
        environment.put("FASTLABEL_PORT", Integer.toString(onPort));
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-jar", BUILD.resolve("ROOT-launcher.jar").toString(), BUILD.resolve("payara-micro.jar").toString(),
                BUILD.resolve("ROOT").toString(), CONFIG.toString()).redirectErrorStream(true);
        if (Deployed.wanted()) {
            builder.command(Deployed.command());
        }
        // A checkpoint or device to test with may be given; everything else is the test's own.
        builder.environment().keySet().removeIf(name -> name.matches("(FASTLABEL|JWT|LS|OLLAMA|POSTGRES)_.*")
                && !name.equals("FASTLABEL_CHECKPOINT") && !name.equals("FASTLABEL_DEVICE") && !name.equals(Deployed.FOLDER));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Process started = process;
        List<String> said = new CopyOnWriteArrayList<>();
        console = said;
        Thread reader = new Thread(() -> read(started, said), "console of " + folder.getFileName());
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private void read(Process started, List<String> said) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
                Writer file = Files.newBufferedWriter(folder.resolve("console.log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // Java's own word about the option that the environment gives it is no line of the program's.
                if (!line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS")) {
                    said.add(line);
                }
                file.write(line + "\n");
                file.flush();
            }
        } catch (IOException e) {
            // The process has been killed; there is nothing more to read.
            return;
        }
    }

    /** Whether this is one of its processes. */
    public boolean owns(long pid) {
        return running() && process.descendants().anyMatch(p -> p.pid() == pid);
    }

    /** Ends the server as a power cut would: no handler of its runs. */
    public void kill9() {
        // The server before its launcher, or the launcher would stop it in good order.
        List<ProcessHandle> all = process.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(p -> p.onExit().join());
        process.destroyForcibly();
        ended();
        if (Deployed.wanted()) {
            Deployed.kill();
        }
    }

    /** Stops as Ctrl+C does. */
    public void stop() {
        process.destroy();
        ended();
    }

    public void restart() {
        if (running()) {
            stop();
        }
        start();
    }

    private void ended() {
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends it in whatever way; for the end of a test. */
    @Override
    public void close() {
        if (running()) {
            kill9();
        }
    }

    static synchronized void closeShared() {
        if (shared != null) {
            shared.close();
        }
    }

    /** One that nobody gets by chance: below those that the system gives out, and given out here once. */
    public static int freePort() {
        while (true) {
            int next = PORTS.getAndIncrement();
            try (ServerSocket socket = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody else's; the next one.
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
