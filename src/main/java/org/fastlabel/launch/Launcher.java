package org.fastlabel.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code java -jar launcher.jar <payara-micro.jar> <war> <folder of server-config>}: looks whether the server can run here at
 * all, says so in one clear line if not, then starts Payara Micro as a child process and tells what it is doing.
 *
 * <p>{@code java -jar launcher.jar --check <war>} only looks, for a server that is started by others. It makes the home and, where the server
 * is to listen on more than loopback, prints the token that every call must carry.
 */
public final class Launcher {

    /** The heap; embeddings and the native engine have their own memory beside it. */
    private static final String DEFAULT_HEAP = "1g";

    private final Map<String, String> environment;

    Launcher(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) throws InterruptedException {
        boolean check = args.length == 2 && args[0].equals("--check");
        if (!check && args.length != 3) {
            System.err.println("usage: launcher.jar <payara-micro.jar> <war> <server-config folder>, or launcher.jar --check <war>");
            System.exit(2);
        }
        Launcher launcher = new Launcher(System.getenv());
        try {
            System.exit(check ? launcher.check(Path.of(args[1])) : launcher.run(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])));
        } catch (CannotStart e) {
            System.err.println("FastLabel cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    private int run(Path payara, Path war, Path config) throws CannotStart, InterruptedException {
        String host = setting("FASTLABEL_HOST", "127.0.0.1");
        int port = port();
        Path home = writable();
        try (FileLock lock = lock(home)) {
            InetAddress address = address(host);
            String token = token(address, home);
            requireFree(address, port);
            Path temporary = emptied(home.resolve("tmp"));
            new Database(environment).require(war, temporary);
            String shown = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
            String url = "http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port + "/";
            System.out.println("FastLabel is starting; data is kept in " + home);
            Path preboot = preboot(config, temporary, address);
            return new ServerProcess(command(payara, war, preboot, temporary, port), home, url, token).run();
        } catch (IOException e) {
            throw new CannotStart(e.getMessage());
        }
    }

    int check(Path war) throws CannotStart {
        port();
        Path home = writable();
        try {
            String token = token(address(setting("FASTLABEL_HOST", "127.0.0.1")), home);
            new Database(environment).require(war, home);
            System.out.print(token == null ? "" : token + "\n");
            return 0;
        } catch (IOException e) {
            throw new CannotStart(e.getMessage());
        }
    }

    /** @return null where nobody but this machine can call */
    private String token(InetAddress address, Path home) throws CannotStart, IOException {
        if (address.isLoopbackAddress()) {
            return null;
        }
        Secrets.check(environment);
        return AccessToken.of(setting("FASTLABEL_TOKEN", ""), home);
    }

    /** The server's settings from {@code server-config}, and the address, which Payara Micro has no switch for. */
    private static Path preboot(Path config, Path temporary, InetAddress address) throws IOException {
        return Files.writeString(temporary.resolve("preboot.asadmin"), Files.readString(config.resolve("preboot.asadmin"))
                + "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address="
                + address.getHostAddress() + "\n");
    }

    private List<String> command(Path payara, Path war, Path preboot, Path temporary, int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + setting("FASTLABEL_HEAP", DEFAULT_HEAP));
        command.add("-Djava.awt.headless=true");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Dfastlabel.parent=" + ProcessHandle.current().pid());
        // A proxy on the way to the hub may ask for a password in the only way that proxies know; Java does not answer unless told to.
        command.add("-Djdk.http.auth.tunneling.disabledSchemes=");
        if (environment.get("ENGINE_CACHE_DIR") == null) {
            command.add("-DENGINE_CACHE_DIR=" + home().resolve("engine"));
        }
        command.add("-Dorg.bytedeco.javacpp.cachedir=" + home().resolve("engine").resolve("sound"));
        // Without the data grid: with --nocluster it would still listen, on all addresses.
        command.addAll(List.of("-jar", payara.toString(), "--nohazelcast", "--disablephonehome", "--contextroot", "/",
                "--prebootcommandfile", preboot.toString(), "--port", Integer.toString(port), "--deploy", war.toString()));
        return command;
    }

    private String setting(String name, String fallback) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? fallback : value.trim();
    }

    private int port() throws CannotStart {
        String text = setting("FASTLABEL_PORT", "8008");
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new CannotStart("FASTLABEL_PORT is \"" + text + "\"; it must be a number from 1 to 65535.");
        }
        return Integer.parseInt(text);
    }

    private Path home() {
        return Path.of(setting("FASTLABEL_HOME", System.getProperty("user.home") + "/.fastlabel")).toAbsolutePath().normalize();
    }

    /** Held for as long as the server runs, so that two servers never write to one home. */
    private static FileLock lock(Path home) throws CannotStart, IOException {
        FileLock lock = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE).tryLock();
        if (lock == null) {
            throw new CannotStart("another FastLabel is running with the home " + home + ". Stop it, or set FASTLABEL_HOME to another folder.");
        }
        return lock;
    }

    private Path writable() throws CannotStart {
        Path path = home();
        try {
            create(path);
            Path probe = Files.createTempFile(path, "probe", null);
            Files.delete(probe);
            return path;
        } catch (IOException e) {
            throw new CannotStart("the home folder " + path + " cannot be written (" + e.getClass().getSimpleName().replace("Exception", "")
                    .toLowerCase(Locale.ROOT) + "). Make it writable, or set FASTLABEL_HOME to another folder.");
        }
    }

    /** A new home is for its owner only: the database knows people and their passwords' hashes. One that is there stays as it is. */
    private static void create(Path home) throws IOException {
        if (!Files.exists(home) && home.getParent() != null) {
            Files.createDirectories(home.getParent());
            boolean posix = Files.getFileStore(home.getParent()).supportsFileAttributeView("posix");
            Files.createDirectory(home, posix
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                    : new FileAttribute<?>[0]);
        }
        Files.createDirectories(home);
    }

    private static InetAddress address(String host) throws CannotStart {
        try {
            return InetAddress.getByName(host);
        } catch (IOException e) {
            throw new CannotStart("FASTLABEL_HOST is \"" + host + "\", which is no address of this machine.");
        }
    }

    private static void requireFree(InetAddress address, int port) throws CannotStart {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new CannotStart("port " + port + " on " + address.getHostAddress()
                    + " is taken or not allowed. Stop what uses it, or set FASTLABEL_PORT to another port.");
        }
    }

    /** What an earlier server unpacked and, when it was killed, left behind. */
    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
