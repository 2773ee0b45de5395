package org.fastlabel.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The server as a child process: its whole log goes to a file, what concerns the person goes to the console. */
final class ServerProcess {

    /** A busy machine takes long over it, and what is cut off has to be done again. */
    private static final long STOP_SECONDS = 60;
    /** Payara says it when all that it was to deploy is deployed, or has failed. */
    private static final Pattern STARTED = Pattern.compile("Payara Micro .* ready in .*");
    /** How often nothing may answer after that. */
    private static final int PATIENCE = 20;
    private static final String NOT_LOADED = "] Exception while loading the app";
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    private final List<String> command;
    private final Path log;
    private final String url;
    private final String token;
    private volatile boolean started;

    /** @param token to be given to the server and shown, or null when none is needed */
    ServerProcess(List<String> command, Path home, String url, String token) {
        this.command = command;
        this.log = home.resolve("logs").resolve("server.log");
        this.url = url;
        this.token = token;
    }

    /** @return the exit code, after the server has ended */
    int run() throws IOException, InterruptedException {
        Files.createDirectories(log.getParent());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("server.previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (token != null) {
            // Not on the command line, where every user of the machine could read it.
            builder.environment().put("FASTLABEL_TOKEN", token);
        }
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        Thread console = new Thread(() -> copyLog(process), "console");
        console.setDaemon(true);
        console.start();
        announceWhenReady(process);
        int code = process.waitFor();
        console.join(1000);
        if (code != 0 && code != 143 && code != 130) {
            System.err.println("The server ended with code " + code + "; its log is " + log);
        }
        return code;
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private void announceWhenReady(Process process) throws InterruptedException {
        long begin = System.nanoTime();
        int silent = 0;
        while (process.isAlive()) {
            if (answers()) {
                System.out.printf("FastLabel is ready after %.0f s: %s%s%n", (System.nanoTime() - begin) / 1e9, url,
                        token == null ? "" : "?token=" + token);
                System.out.println("Press Ctrl+C to stop. The server's log is " + log);
                return;
            }
            silent = started ? silent + 1 : 0;
            if (silent > PATIENCE) {
                System.err.println("The server runs, but FastLabel does not start in it; its log is " + log);
                stop(process);
            }
            process.waitFor(300, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(url + "api/health").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void copyLog(Process process) {
        LogFilter filter = new LogFilter(System.out::println);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Writer file = Files.newBufferedWriter(log)) {
            for (String raw = lines.readLine(); raw != null; raw = lines.readLine()) {
                String line = COLOURS.matcher(raw).replaceAll("");
                file.write(line);
                file.write('\n');
                file.flush();
                started |= STARTED.matcher(line).find();
                filter.accept(line);
                if (line.contains(NOT_LOADED)) {
                    // The server itself would go on, with nothing to serve.
                    System.err.println("FastLabel cannot start: it failed while it was loaded. The server's log is " + log);
                    process.destroy();
                }
            }
        } catch (IOException e) {
            System.err.println("The server's log can no longer be written: " + e.getMessage());
        }
    }
}
