package org.fastlabel.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;

/** The disk that a download goes to. What fails here is told apart from what fails on the way, and is not tried again. */
final class LocalDisk {

    /** Left free in any case. */
    private static final long MARGIN = 64L << 20;
    private static final int BUFFER = 1 << 20;
    private static final String FULL = "disk-full";

    /** Tells how many bytes are free where a folder lies. */
    interface Space {
        long usable(Path folder) throws IOException;

        /** What the file system says. */
        static long of(Path folder) throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
        }
    }

    /** The message is for the person. */
    static final class Failure extends IOException {

        private static final long serialVersionUID = 1L;

        private final String code;

        Failure(String code, String message, Throwable cause) {
            super(message, cause);
            this.code = code;
        }

        /** Stable, for the pages. */
        String code() {
            return code;
        }
    }

    private LocalDisk() {
    }

    /** @throws Failure when that much does not fit */
    static void require(Space space, Path folder, long bytes) throws IOException {
        long usable = space.usable(folder);
        if (usable < bytes + MARGIN) {
            throw new Failure(FULL, "The disk that holds FASTLABEL_HOME has " + megabytes(usable) + " MB free; " + megabytes(bytes + MARGIN)
                    + " MB are needed. Free some, then choose Download to go on.", null);
        }
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    static FileChannel open(Path part) throws Failure {
        try {
            return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    static void truncate(FileChannel file, long size) throws Failure {
        try {
            if (file.size() > size) {
                file.truncate(size);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    static void write(FileChannel file, ByteBuffer bytes) throws Failure {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The first bytes of a file, piece by piece. */
    static void read(FileChannel file, long size, Consumer<ByteBuffer> to) throws Failure {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            for (long at = 0; at < size; ) {
                buffer.clear().limit((int) Math.min(BUFFER, size - at));
                int n = file.read(buffer, at);
                if (n <= 0) {
                    throw new IOException("it became shorter");
                }
                at += n;
                to.accept(buffer.flip());
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    static void publish(Path part, Path file) throws Failure {
        try {
            Disk.publish(part, file);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static Failure failure(IOException e) {
        String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return why.contains("space") || why.contains("quota")
                ? new Failure(FULL, "The disk that holds FASTLABEL_HOME is full. What has come is kept; free some space, then choose Download"
                        + " to go on.", e)
                : new Failure("disk-failed", "The download cannot be written below FASTLABEL_HOME. May the server's user write there?", e);
    }
}
