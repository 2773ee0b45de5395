package org.fastlabel.generation.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fastlabel.generation.truth.Wish.Kind;

/** The language of the embedded model's prompts: from a {@link Wish} to a sentence, and back. */
public final class Sentences {

    private static final String COLOR = "(" + String.join("|", Slot.COLORS) + ")";
    private static final String SHAPE = "(" + String.join("|", Slot.SHAPES) + ")";
    private static final Pattern WALL = Pattern.compile("(.*) in front of a " + COLOR + " wall");
    private static final Pattern GROUND = Pattern.compile("(.*) on a " + COLOR + " background");
    private static final Pattern PERSON = Pattern.compile("a (?:(smiling|serious) )?(woman|man)(?: with (.*))?");
    private static final Pattern PEOPLE = Pattern.compile("(.*) (left|right) of (.*)");
    private static final Pattern HAT = Pattern.compile("a " + COLOR + " hat");
    private static final Pattern HAIR = Pattern.compile("(" + String.join("|", Slot.HAIR) + ") hair");
    private static final Pattern THINGS = Pattern.compile("a " + COLOR + " " + SHAPE + " (left of|right of|above|below) a " + COLOR
            + " " + SHAPE);
    private static final Pattern COUNT = Pattern.compile("(" + String.join("|", Slot.NUMBERS) + ") " + COLOR + " " + SHAPE + "(?:s|es)?");

    private Sentences() {
    }

    /** @param turned whether to begin with the right or the lower one, where there are two */
    public static String write(Wish wish, boolean turned) {
        String ground = wish.get("background");
        switch (wish.kind()) {
            case PORTRAIT:
                return person(wish, "one") + wall(ground);
            case PAIR:
                return (turned ? person(wish, "right") + " right of " + person(wish, "left")
                        : person(wish, "left") + " left of " + person(wish, "right")) + wall(ground);
            case RELATION:
                boolean beside = wish.get("arrangement").equals("beside");
                String where = beside ? turned ? "right of" : "left of" : turned ? "below" : "above";
                return thing(wish, turned ? "second" : "first") + " " + where + " " + thing(wish, turned ? "first" : "second")
                        + ground(ground);
            default:
                return wish.get("number") + " " + wish.get("color") + " " + plural(wish.get("number"), wish.get("shape")) + ground(ground);
        }
    }

    /** What a sentence says, or nothing where it is none of this language. Case and a full stop do not matter. */
    public static Optional<Wish> read(String sentence) {
        String text = sentence.trim().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replaceAll("\\.$", "");
        Map<String, String> facts = new LinkedHashMap<>();
        Matcher wall = WALL.matcher(text);
        if (wall.matches()) {
            facts.put("background", wall.group(2));
            return people(wall.group(1), facts);
        }
        Matcher ground = GROUND.matcher(text);
        if (ground.matches()) {
            facts.put("background", ground.group(2));
            return things(ground.group(1), facts);
        }
        Optional<Wish> people = people(text, facts);
        return people.isPresent() ? people : things(text, facts);
    }

    private static Optional<Wish> people(String text, Map<String, String> facts) {
        Matcher m = PEOPLE.matcher(text);
        if (!m.matches()) {
            return readPerson(text, "one", facts) ? Optional.of(new Wish(Kind.PORTRAIT, facts)) : Optional.empty();
        }
        boolean left = m.group(2).equals("left");
        return readPerson(m.group(1), left ? "left" : "right", facts) && readPerson(m.group(3), left ? "right" : "left", facts)
                ? Optional.of(new Wish(Kind.PAIR, facts)) : Optional.empty();
    }

    private static boolean readPerson(String text, String who, Map<String, String> facts) {
        Matcher m = PERSON.matcher(text);
        if (!m.matches()) {
            return false;
        }
        facts.put(who + ".gender", m.group(2));
        if (m.group(1) != null) {
            facts.put(who + ".mood", m.group(1));
        }
        for (String part : m.group(3) == null ? new String[0] : m.group(3).split(", | and ")) {
            Matcher hat = HAT.matcher(part);
            Matcher hair = HAIR.matcher(part);
            if (part.equals("glasses")) {
                facts.put(who + ".glasses", Slot.YES);
            } else if (part.equals("a beard")) {
                facts.put(who + ".beard", Slot.YES);
            } else if (hat.matches()) {
                facts.put(who + ".hat", hat.group(1));
            } else if (hair.matches()) {
                facts.put(who + ".hair", hair.group(1));
            } else {
                return false;
            }
        }
        return true;
    }

    private static Optional<Wish> things(String text, Map<String, String> facts) {
        Matcher m = THINGS.matcher(text);
        if (m.matches()) {
            boolean turned = m.group(3).equals("right of") || m.group(3).equals("below");
            facts.put("number", "two");
            facts.put("arrangement", m.group(3).endsWith("of") ? "beside" : "above");
            facts.put((turned ? "second" : "first") + ".color", m.group(1));
            facts.put((turned ? "second" : "first") + ".shape", m.group(2));
            facts.put((turned ? "first" : "second") + ".color", m.group(4));
            facts.put((turned ? "first" : "second") + ".shape", m.group(5));
            return Optional.of(new Wish(Kind.RELATION, facts));
        }
        Matcher count = COUNT.matcher(text);
        if (!count.matches()) {
            return Optional.empty();
        }
        facts.put("number", count.group(1));
        facts.put("color", count.group(2));
        facts.put("shape", count.group(3));
        return Optional.of(new Wish(Kind.COUNT, facts));
    }

    private static String person(Wish wish, String who) {
        String mood = wish.get(who + ".mood");
        List<String> parts = new ArrayList<>();
        if (wish.get(who + ".hair") != null) {
            parts.add(wish.get(who + ".hair") + " hair");
        }
        if (Slot.YES.equals(wish.get(who + ".glasses"))) {
            parts.add("glasses");
        }
        if (Slot.YES.equals(wish.get(who + ".beard"))) {
            parts.add("a beard");
        }
        if (wish.get(who + ".hat") != null) {
            parts.add("a " + wish.get(who + ".hat") + " hat");
        }
        String with = "";
        for (int i = 0; i < parts.size(); i++) {
            with += (i == 0 ? " with " : i == parts.size() - 1 ? " and " : ", ") + parts.get(i);
        }
        return "a " + (mood == null ? "" : mood + " ") + wish.get(who + ".gender") + with;
    }

    private static String thing(Wish wish, String which) {
        return "a " + wish.get(which + ".color") + " " + wish.get(which + ".shape");
    }

    private static String plural(String number, String shape) {
        return number.equals("one") ? shape : shape + (shape.equals("cross") ? "es" : "s");
    }

    private static String wall(String color) {
        return color == null ? "" : " in front of a " + color + " wall";
    }

    private static String ground(String color) {
        return color == null ? "" : " on a " + color + " background";
    }
}
