package org.fastlabel.dataset.cifar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fastlabel.dataset.cifar.Pickle.Global;
import org.fastlabel.dataset.cifar.Pickle.Made;
import org.fastlabel.dataset.cifar.Pickle.None;
import org.fastlabel.dataset.cifar.Pickle.Tuple;

/**
 * Reads those Python pickles (protocols 0 to 4) that hold nothing but dictionaries, lists, tuples, numbers, strings and numpy arrays.
 * A pickle is a program for a stack machine; of its instructions only those that build such values are known here. Nothing is
 * ever called: the names that make an array are compared with a short list, any other name ends the reading.
 */
final class PickleReader {

    /** The reason in words that go on from "data_batch_1 cannot be used: ". */
    static final class Refused extends Exception {
        Refused(String reason) {
            super(reason);
        }
    }

    static final String NO_PLAIN_BYTES = "its pixels are not stored as plain bytes; save it with protocol 2 of Python 2, or with "
            + "protocol 3 or 4 of Python 3";

    private static final Set<String> ARRAY_NAMES = Set.of("numpy.core.multiarray _reconstruct", "numpy._core.multiarray _reconstruct",
            "numpy ndarray", "numpy dtype", "_codecs encode");
    private static final int MAX_INSTRUCTIONS = 1_000_000;
    private static final Object MARK = new Object();

    private final PickleInput in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();

    private PickleReader(PickleInput in) {
        this.in = in;
    }

    /** @throws Refused when it is no such pickle; @throws IOException when it cannot be read or is cut */
    static Object read(Path file) throws IOException, Refused {
        try (PickleInput in = new PickleInput(file)) {
            PickleReader reader = new PickleReader(in);
            for (int i = 0; i < MAX_INSTRUCTIONS; i++) {
                int instruction = in.read();
                if (instruction == '.') {
                    return reader.pop();
                }
                reader.step(instruction);
            }
            throw new Refused("it has more parts than such a file ever does");
        }
    }

    private void step(int instruction) throws IOException, Refused {
        switch (instruction) {
            case 0x80 -> protocol(in.read());
            case 0x95 -> in.skip(8);
            case '(' -> push(MARK);
            case '0' -> pop();
            case '1' -> popMark();
            case '2' -> push(top());
            case '}' -> push(new LinkedHashMap<>());
            case ']' -> push(new ArrayList<>());
            case ')' -> push(new Tuple(List.of()));
            case 'd' -> push(put(new LinkedHashMap<>(), popMark()));
            case 'l' -> push(popMark());
            case 't' -> push(new Tuple(popMark()));
            case 0x85 -> push(new Tuple(popLast(1)));
            case 0x86 -> push(new Tuple(popLast(2)));
            case 0x87 -> push(new Tuple(popLast(3)));
            case 'a' -> addTo(popLast(1));
            case 'e' -> addTo(popMark());
            case 's' -> putAll(popLast(2));
            case 'u' -> putAll(popMark());
            case 'N' -> push(None.NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'p', 'q', 'r', 0x94, 'g', 'h', 'j' -> memo(instruction);
            case 'c' -> push(global(in.line() + " " + in.line()));
            case 0x93 -> {
                List<Object> names = popLast(2);
                // A list would be asked for its text, which for one that holds itself never ends.
                boolean words = names.get(0) instanceof String && names.get(1) instanceof String;
                push(global(words ? names.get(0) + " " + names.get(1) : ""));
            }
            case 'R' -> reduce();
            case 'b' -> build();
            default -> push(scalar(instruction));
        }
    }

    private static void protocol(int number) throws Refused {
        if (number > 4) {
            throw new Refused("it is a pickle of protocol " + number + "; save it with protocol 2, 3 or 4");
        }
    }

    private Object scalar(int instruction) throws IOException, Refused {
        return switch (instruction) {
            case 'K' -> in.unsigned(1);
            case 'M' -> in.unsigned(2);
            case 'J' -> (long) in.signed32();
            case 'I', 'L' -> number(in.line());
            case 0x8A -> number(in.read());
            case 'U', 'C' -> in.string(in.unsigned(1), StandardCharsets.ISO_8859_1);
            case 'T', 'B' -> in.string(in.unsigned(4), StandardCharsets.ISO_8859_1);
            case 0x8E -> in.string(in.unsigned(8), StandardCharsets.ISO_8859_1);
            case 0x8C -> in.string(in.unsigned(1), StandardCharsets.UTF_8);
            case 'X' -> in.string(in.unsigned(4), StandardCharsets.UTF_8);
            case 0x8D -> in.string(in.unsigned(8), StandardCharsets.UTF_8);
            case 'V' -> in.line();
            case 'S' -> unquoted(in.line());
            default -> throw new Refused("it is no pickle of a CIFAR-10 batch");
        };
    }

    private static Object number(String line) throws Refused {
        if (line.equals("00") || line.equals("01")) {
            return line.equals("01");
        }
        try {
            return Long.parseLong(line.endsWith("L") ? line.substring(0, line.length() - 1) : line);
        } catch (NumberFormatException e) {
            throw new Refused("a number in it is broken");
        }
    }

    /** A long integer of so many bytes. */
    private Object number(int bytes) throws IOException, Refused {
        if (bytes > 8) {
            throw new Refused("a number in it is too large");
        }
        long value = in.unsigned(bytes);
        int unused = 64 - 8 * bytes;
        return bytes == 0 ? 0L : value << unused >> unused;
    }

    private static String unquoted(String line) throws Refused {
        if (line.length() < 2 || line.charAt(0) != line.charAt(line.length() - 1)) {
            throw new Refused("a string in it is broken");
        }
        return line.substring(1, line.length() - 1);
    }

    private void memo(int instruction) throws IOException, Refused {
        switch (instruction) {
            case 'p' -> memo.put(index(in.line()), top());
            case 'q' -> memo.put(in.unsigned(1), top());
            case 'r' -> memo.put(in.unsigned(4), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'g' -> push(memoised(index(in.line())));
            case 'h' -> push(memoised(in.unsigned(1)));
            default -> push(memoised(in.unsigned(4)));
        }
    }

    private static long index(String line) throws Refused {
        if (number(line) instanceof Long n) {
            return n;
        }
        throw new Refused("a reference in it is broken");
    }

    private Object memoised(long index) throws Refused {
        Object value = memo.get(index);
        if (value == null) {
            throw new Refused("a reference in it leads nowhere");
        }
        return value;
    }

    private static Global global(String name) throws Refused {
        if (!ARRAY_NAMES.contains(name)) {
            throw new Refused("it wants to run code, which no data set needs. Do not open it with other programs either, unless you "
                    + "know where it comes from");
        }
        return new Global(name);
    }

    private void reduce() throws Refused {
        List<Object> call = popLast(2);
        if (!(call.get(0) instanceof Global g) || !(call.get(1) instanceof Tuple arguments)) {
            throw new Refused("an array in it is broken");
        }
        // Python 3 writes short byte strings of old protocols so.
        boolean encoded = g.name().equals("_codecs encode") && !arguments.items().isEmpty();
        push(encoded ? arguments.items().get(0) : new Made(g.name(), arguments));
    }

    private void build() throws Refused {
        Object state = pop();
        if (!(top() instanceof Made made)) {
            throw new Refused("an array in it is broken");
        }
        made.state = state;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() throws Refused {
        Object value = top();
        stack.remove(stack.size() - 1);
        return value;
    }

    private Object top() throws Refused {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
            throw new Refused("it is broken");
        }
        return stack.get(stack.size() - 1);
    }

    private List<Object> popLast(int count) throws Refused {
        if (stack.size() < count || stack.subList(stack.size() - count, stack.size()).contains(MARK)) {
            throw new Refused("it is broken");
        }
        return take(stack.size() - count);
    }

    private List<Object> popMark() throws Refused {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw new Refused("it is broken");
        }
        List<Object> values = take(mark + 1);
        stack.remove(mark);
        return values;
    }

    private List<Object> take(int from) {
        List<Object> tail = stack.subList(from, stack.size());
        List<Object> values = new ArrayList<>(tail);
        tail.clear();
        return values;
    }

    @SuppressWarnings("unchecked")
    private void addTo(List<Object> values) throws Refused {
        if (!(top() instanceof List)) {
            throw new Refused("a list in it is broken");
        }
        ((List<Object>) top()).addAll(values);
    }

    private void putAll(List<Object> pairs) throws Refused {
        if (!(top() instanceof Map)) {
            throw new Refused("a dictionary in it is broken");
        }
        put(top(), pairs);
    }

    /** @param pairs key, value, key, value…; keys must be texts or numbers: hashing anything else might never end */
    @SuppressWarnings("unchecked")
    private static Object put(Object map, List<Object> pairs) throws Refused {
        if (pairs.size() % 2 != 0) {
            throw new Refused("a dictionary in it is broken");
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            if (!(pairs.get(i) instanceof String || pairs.get(i) instanceof Long)) {
                throw new Refused("a dictionary in it has odd keys");
            }
            ((Map<Object, Object>) map).put(pairs.get(i), pairs.get(i + 1));
        }
        return map;
    }
}
