package org.fastlabel.checkpoint;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.fastlabel.checkpoint.Hub.Answer;
import org.fastlabel.checkpoint.HubException.Kind;

/**
 * Brings one file of a repository: into a {@code .part}, which a later attempt goes on with, and to its name when its length
 * and checksum are as announced.
 */
final class FileDownload {

    static final String PART = ".part";
    /** An attempt that brings this much was not in vain. */
    private static final long WORTHWHILE = 1 << 20;

    private final Hub hub;
    private final HubName name;
    private final String commit;
    private final Path folder;
    private final Consumer<PlannedFile> learned;
    private final Meter meter;
    private final Path part;
    private PlannedFile file;
    private MessageDigest digest;
    /** Whether the first bytes are of an earlier attempt. */
    private boolean continued;
    private boolean begunAnew;
    private volatile long done;

    /** @param learned told what the answers reveal of the file, before its bytes are kept */
    FileDownload(Hub hub, HubName name, String commit, Path folder, PlannedFile file, Consumer<PlannedFile> learned, Meter meter) {
        this.hub = hub;
        this.name = name;
        this.commit = commit;
        this.folder = folder;
        this.file = file;
        this.learned = learned;
        this.meter = meter;
        this.part = folder.resolve(file.name() + PART);
    }

    /** Bytes that are here. */
    long done() {
        return done;
    }

    String fileName() {
        return file.name();
    }

    /** @throws HubException with what to tell the person */
    void run(Retries retries) throws IOException, InterruptedException {
        while (true) {
            long before = Files.exists(part) ? Files.size(part) : 0;
            try {
                fetch();
                if (verify()) {
                    return;
                }
            } catch (LocalDisk.Failure e) {
                throw e;
            } catch (IOException e) {
                if (done - before >= WORTHWHILE) {
                    retries.succeeded();
                }
                retries.after(e);
            }
        }
    }

    /** One attempt: goes on where the last one stopped, if the server lets us. */
    private void fetch() throws IOException, InterruptedException {
        try (FileChannel out = LocalDisk.open(part)) {
            long have = out.size();
            boolean known = file.size() != null && (file.checksum().isPresent() || file.etag() != null);
            if (!known || have > file.size()) {
                have = 0;
            }
            begin(out, have);
            if (file.size() != null && have == file.size()) {
                return;
            }
            try (Answer answer = hub.file(name, commit, file.name(), have, file.etag())) {
                if (answer.status() == 416 || answer.status() == 206 && !continues(answer.headers(), have)) {
                    LocalDisk.truncate(out, 0);
                    throw new HubException(Kind.TRY_AGAIN, HubException.ODD, "The file " + file.name() + " has changed at the hub while it was being fetched.");
                } else if (answer.status() == 200) {
                    learn(answer);
                    begin(out, 0);
                }
                copy(answer.body(), out);
            }
        }
    }

    /** Takes the first bytes as they are, and forgets what is behind them. */
    private void begin(FileChannel out, long have) throws IOException {
        LocalDisk.truncate(out, have);
        digest = file.size() == null ? null : file.checksum().map(c -> c.begin(file.size())).orElse(null);
        continued = have > 0;
        if (digest != null) {
            LocalDisk.read(out, have, digest::update);
        }
        out.position(have);
        done = have;
    }

    private boolean continues(HttpHeaders headers, long have) {
        String range = headers.firstValue("Content-Range").orElse("");
        Optional<String> etag = headers.firstValue("ETag");
        return range.matches("bytes " + have + "-\\d+/(\\*|" + file.size() + ")")
                && (file.etag() == null || etag.isEmpty() || etag.get().equals(file.etag()));
    }

    /** What the answer says about the whole file; what the listing said counts more. */
    private void learn(Answer answer) throws IOException {
        String repositoryCommit = answer.linked().firstValue("X-Repo-Commit").orElse(commit);
        if (!repositoryCommit.equals(commit)) {
            throw new HubException(Kind.REFUSED, HubException.ODD, "The hub gives " + file.name() + " of another version than was asked for.");
        }
        HttpHeaders linked = answer.linked();
        long announced = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        long size = file.size() != null ? file.size() : linked.firstValueAsLong("X-Linked-Size").orElse(announced);
        if (size > file.limit()) {
            throw new HubException(Kind.REFUSED, HubException.ODD, file.name() + " has " + size + " bytes, more than any sensible one.");
        } else if (announced >= 0 && size >= 0 && announced != size) {
            throw new HubException(Kind.TRY_AGAIN, HubException.ODD, "The server announces " + announced + " bytes for " + file.name() + ", which has " + size + ".");
        }
        PlannedFile known = size >= 0 ? file.sized(size) : file;
        if (known.checksum().isEmpty() && known.size() != null) {
            known = linked.firstValue("X-Linked-Etag").or(() -> linked.firstValue("ETag")).flatMap(Checksum::of).map(known::hashing).orElse(known);
        }
        // A weak tag does not promise the same bytes.
        known = known.from(answer.headers().firstValue("ETag").filter(tag -> tag.startsWith("\"")).orElse(null));
        if (!known.equals(file)) {
            file = known;
            learned.accept(known);
        }
    }

    private void copy(HubBody body, FileChannel out) throws IOException, InterruptedException {
        for (List<ByteBuffer> next = body.next(); next != null; next = body.next()) {
            for (ByteBuffer bytes : next) {
                int n = bytes.remaining();
                if (done + n > (file.size() == null ? file.limit() : file.size())) {
                    LocalDisk.truncate(out, 0);
                    throw new HubException(Kind.TRY_AGAIN, HubException.ODD, "The server sends more of " + file.name() + " than there is.");
                }
                if (digest != null) {
                    digest.update(bytes.duplicate());
                }
                LocalDisk.write(out, bytes);
                done += n;
                meter.add(n);
            }
        }
        if (file.size() == null) {
            file = file.sized(done);
            learned.accept(file);
        } else if (done < file.size()) {
            throw new HubException(Kind.TRY_AGAIN, HubException.UNREACHABLE, "The connection ended after " + done + " of " + file.size() + " bytes of " + file.name() + ".");
        }
    }

    /** @return false when the file has to come again, because an earlier attempt may have spoilt it */
    private boolean verify() throws IOException {
        if (file.checksum().isEmpty() || file.checksum().get().matches(digest())) {
            LocalDisk.publish(part, folder.resolve(file.name()));
            return true;
        }
        Files.deleteIfExists(part);
        done = 0;
        if (continued && !begunAnew) {
            begunAnew = true;
            return false;
        }
        throw new HubException(Kind.REFUSED, HubException.CHECKSUM, file.name() + " has come, but its checksum is not the one that the hub announces. "
                + "It was deleted. Choose Download to try again; when it stays like this, something on the way changes files.");
    }

    private MessageDigest digest() throws IOException {
        if (digest == null) {
            digest = file.checksum().orElseThrow().begin(done);
            try (FileChannel all = LocalDisk.open(part)) {
                LocalDisk.read(all, done, digest::update);
            }
        }
        return digest;
    }
}
