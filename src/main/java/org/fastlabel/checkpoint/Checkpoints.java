package org.fastlabel.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The checkpoints that are at hand or can be. Nothing here loads one. Safe from any thread; only {@link #await} takes long. */
public interface Checkpoints {

    /** The embedded one, the known ones of the hub, what else was downloaded or added, in an order that stays. */
    List<Checkpoint> list();

    /**
     * @param id of the list, or the well-formed name of any repository of the hub
     * @throws org.fastlabel.api.NotFound with code {@code unknown-checkpoint}
     */
    Checkpoint find(String id);

    /**
     * Its files, complete and verified, for reading only.
     *
     * @throws org.fastlabel.api.Conflict with code {@code checkpoint-absent} when they are not all here
     */
    Path folder(String id);

    /**
     * Begins to download, or goes on; returns at once. Nothing happens when it is here already or on its way.
     *
     * @param name     {@code owner/name}, also {@code owner/name@revision} when {@code revision} is null
     * @param revision branch, tag or commit; null for the one that is known to have safetensors, else {@code main}
     * @return the id
     * @throws org.fastlabel.api.InvalidInput with code {@code bad-checkpoint-name}; {@link org.fastlabel.api.Conflict} with code
     *         {@code hub-offline}
     */
    String download(String name, String revision);

    /** Waits while it is being downloaded. @return what has become of it */
    Checkpoint await(String id) throws InterruptedException;

    /** Stops a download; what has come stays for later. Nothing happens when none runs. */
    void cancel(String id);

    /**
     * Deletes what was downloaded, or takes an added folder off the list (its files stay).
     *
     * @throws org.fastlabel.api.Conflict with code {@code not-removable} for what is not FastLabel's own
     */
    void remove(String id);

    /**
     * Puts a folder on the list; the caller has checked that it may be read.
     *
     * @return its id
     * @throws org.fastlabel.api.InvalidInput with code {@code bad-checkpoint} or {@code bad-safetensors} and the reason
     */
    String add(Path folder);

    /** What {@code FASTLABEL_CHECKPOINT} names, whether it is here or not. */
    Optional<String> pinned();
}
