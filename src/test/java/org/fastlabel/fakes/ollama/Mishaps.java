package org.fastlabel.fakes.ollama;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is to go wrong: with the next answers, or with certain items each time. */
final class Mishaps {

    private final Deque<Fault> coming = new ArrayDeque<>();
    private final Map<String, Fault> spoiled = new ConcurrentHashMap<>();

    synchronized void next(Fault... these) {
        coming.addAll(List.of(these));
    }

    void spoil(String part, Fault fault) {
        spoiled.put(part, fault);
    }

    synchronized void heal() {
        spoiled.clear();
        coming.clear();
    }

    /** Null when all goes well. */
    synchronized Fault of(String item) {
        return spoiled.entrySet().stream().filter(e -> item.contains(e.getKey())).map(Map.Entry::getValue).findFirst().orElseGet(coming::poll);
    }
}
