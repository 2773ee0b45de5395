package org.fastlabel.dataset.cifar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few kinds of values that a CIFAR-10 pickle is made of, beside {@code String}, {@code Long}, {@code Boolean}, lists and maps. */
final class Pickle {

    private Pickle() {
    }

    /** Python's None, which is no absent value. */
    enum None {
        NONE
    }

    /** A long string of bytes that stays in the file. */
    record Blob(long offset, long length) {
    }

    record Tuple(List<Object> items) {
    }

    /** A name that stands for a function or class. It is compared, never called. */
    record Global(String name) {
    }

    /** What a recognised call makes: its name, and the state that a later BUILD adds. */
    static final class Made {
        final String name;
        final Tuple arguments;
        Object state = None.NONE;

        Made(String name, Tuple arguments) {
            this.name = name;
            this.arguments = arguments;
        }
    }

    /** @return the items of a dictionary with text keys */
    static Map<String, Object> dictionary(Object value) {
        Map<String, Object> items = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> m) {
            m.forEach((k, v) -> items.put(k.toString(), v));
        }
        return items;
    }
}
