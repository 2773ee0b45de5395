package org.fastlabel.embedding;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.fastlabel.api.Conflict;

/** The right to write to the store in a folder. It goes with the process, however that ends. */
record StoreLock(FileChannel file) implements AutoCloseable {

    /** @throws Conflict with code {@code embeddings-in-use} when another process has it */
    static StoreLock of(Path folder) throws IOException {
        FileChannel file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return new StoreLock(file);
            }
        } catch (OverlappingFileLockException e) {
            // Another copy of this program in the same process; refused as another process is.
        } catch (IOException e) {
            file.close();
            throw e;
        }
        file.close();
        throw new Conflict("embeddings-in-use", "Another FastLabel is using the embeddings of this data set. Stop it, or give this one a "
                + "FASTLABEL_HOME of its own.");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
