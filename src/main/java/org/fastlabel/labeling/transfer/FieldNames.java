package org.fastlabel.labeling.transfer;

import java.util.List;

/** What columns and fields of label files are called, in lower case; the first that is there counts. */
final class FieldNames {

    static final List<String> ITEMS = List.of("filename", "file_name", "file", "path", "image", "audio");
    static final List<String> IDS = List.of("id");
    static final List<String> TEXTS = List.of("text");
    static final List<String> LABELS = List.of("label", "class", "choice", "category");
    static final List<String> LABEL_NAMES = List.of("label_name");

    private FieldNames() {
    }

    static int find(List<String> header, List<String> names) {
        return names.stream().map(header::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
    }
}
