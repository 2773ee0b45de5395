package org.fastlabel.hub;

import java.util.Optional;
import org.fastlabel.dataset.MediaSource;

/** The content behind a task: its text, or the file of its picture or sound. */
public interface TaskItems {

    /** @param source a source that has the item @param key the item's name there */
    record Item(MediaSource source, String key) {
    }

    /** As an item that can be embedded, or read. @throws org.fastlabel.api.NotFound when its file is gone */
    Item item(Dataset dataset, Task task);

    /**
     * An address of the picture or sound for a browser that is not logged in here (Label Studio's): signed, so that it opens this one item
     * only. @throws org.fastlabel.api.Conflict with code {@code no-public-url} when FASTLABEL_PUBLIC_URL is not set
     */
    String publicUrl(Dataset dataset, Task task);

    /** What is to stand in the place of such an address of this task; empty when it may stay, or is none of ours. */
    Optional<String> renewed(Dataset dataset, Task task, String address);
}
