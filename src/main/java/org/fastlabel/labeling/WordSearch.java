package org.fastlabel.labeling;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.OpenDataset;

/** Finds items by words. */
final class WordSearch {

    private WordSearch() {
    }

    /**
     * The items that have every word in their key or, of texts, in the text; case aside.
     *
     * @param words separated by blanks; without any, every item is found
     * @return ids, ascending
     */
    static int[] find(OpenDataset dataset, String words) {
        List<String> wanted = Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+")).filter(w -> !w.isEmpty()).toList();
        return IntStream.range(0, dataset.items().size()).filter(id -> dataset.items().present(id)
                && has(dataset.source(), dataset.items().key(id), wanted)).toArray();
    }

    private static boolean has(MediaSource source, String key, List<String> wanted) {
        String name = key.toLowerCase(Locale.ROOT);
        List<String> missing = wanted.stream().filter(w -> !name.contains(w)).toList();
        if (missing.isEmpty() || source.kind() != MediaKind.TEXT) {
            return missing.isEmpty();
        }
        try {
            String text = source.text(key).toLowerCase(Locale.ROOT);
            return missing.stream().allMatch(text::contains);
        } catch (InvalidInput e) {
            // What cannot be read cannot be found by its text.
            return false;
        }
    }
}
