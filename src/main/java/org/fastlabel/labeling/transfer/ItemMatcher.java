package org.fastlabel.labeling.transfer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.OpenDataset;

/**
 * Finds the items that a file speaks of: by number, by key, by what is left of an address when server and folders are taken off, by
 * the name of the file alone where only one item has it, and texts by their words.
 */
final class ItemMatcher {

    /** What Label Studio puts before the name of a file that was uploaded to it. */
    private static final String UPLOAD_MARK = "^[0-9a-f]{8}-";

    private final OpenDataset dataset;
    private final ItemIndex items;
    /** Items by name without folders, of the names asked for. */
    private final Map<String, List<Integer>> byBaseName = new HashMap<>();
    /** Items by their words, of the texts asked for; -1 where several say the same. */
    private final Map<String, Integer> byText = new HashMap<>();

    /** Looks through the items once for what cannot be looked up. */
    ItemMatcher(OpenDataset dataset, List<LabelEntry> entries) {
        this.dataset = dataset;
        this.items = dataset.items();
        Set<String> bases = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (LabelEntry entry : entries) {
            if (direct(entry) < 0) {
                entry.names().forEach(name -> forms(name).forEach(form -> bases.add(base(form))));
                if (entry.text() != null && dataset.source().kind() == MediaKind.TEXT) {
                    texts.add(entry.text().strip());
                }
            }
        }
        if (!bases.isEmpty() || !texts.isEmpty()) {
            IntStream.range(0, items.size()).filter(items::present).forEach(id -> index(id, bases, texts));
        }
    }

    private void index(int id, Set<String> bases, Set<String> texts) {
        String key = items.key(id);
        String base = base(key);
        if (bases.contains(base)) {
            byBaseName.computeIfAbsent(base, b -> new ArrayList<>(1)).add(id);
        }
        if (!texts.isEmpty()) {
            String text = text(key);
            if (text != null && texts.contains(text)) {
                byText.merge(text, id, (a, b) -> -1);
            }
        }
    }

    private String text(String key) {
        try {
            return dataset.source().text(key).strip();
        } catch (InvalidInput e) {
            return null;
        }
    }

    /** The item, or -1 when there is none, or none for sure. */
    int find(LabelEntry entry) {
        int id = direct(entry);
        for (String name : entry.names()) {
            for (String form : forms(name)) {
                id = id >= 0 ? id : byBase(form);
            }
        }
        return id >= 0 || entry.text() == null ? id : byText.getOrDefault(entry.text().strip(), -1);
    }

    /** By number or by key. */
    private int direct(LabelEntry entry) {
        if (entry.id() >= 0) {
            return entry.id() < items.size() && items.present((int) entry.id()) ? (int) entry.id() : -1;
        }
        for (String name : entry.names()) {
            for (String form : forms(name)) {
                int id = items.idOf(form);
                if (id >= 0 && items.present(id)) {
                    return id;
                }
            }
        }
        return -1;
    }

    /** Of several items of that name, the one whose folders fit as well. */
    private int byBase(String form) {
        List<Integer> candidates = byBaseName.getOrDefault(base(form), List.of());
        if (candidates.size() > 1) {
            candidates = candidates.stream().filter(id -> form.endsWith("/" + items.key(id)) || items.key(id).endsWith("/" + form)).toList();
        }
        return candidates.size() == 1 ? candidates.get(0) : -1;
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The ways in which a file may have written a key: as it is, as a path, as an address. */
    private static Set<String> forms(String name) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(name);
        String path = name.replace('\\', '/');
        forms.add(path.startsWith("./") ? path.substring(2) : path);
        if (path.startsWith("/") || path.contains("://")) {
            int query = path.indexOf("?d=");
            String address = query >= 0 ? path.substring(query + 3) : path.replaceFirst("[?#].*$", "");
            String plain = decoded(address.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*", "")).replaceFirst("^/+", "");
            forms.add(plain);
            if (plain.startsWith("data/upload/")) {
                forms.add(base(plain).replaceFirst(UPLOAD_MARK, ""));
            }
        }
        return forms;
    }

    private static String decoded(String address) {
        try {
            return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
