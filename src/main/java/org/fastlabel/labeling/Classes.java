package org.fastlabel.labeling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;

/**
 * The classes of a session, by id. An id is given once: a class that is merged away or deleted stays in the list as retired, so
 * that no label and no request from an old page can come to mean another class. Immutable; every change makes a new one.
 *
 * @param all by id, retired ones among them
 */
public record Classes(List<LabelClass> all) {

    /** At most so many at a time. */
    public static final int MAX = 200;
    /** Ids that one byte per label has room for; see {@link Labels}. */
    private static final int MAX_EVER = 254;
    private static final int MAX_NAME = 60;
    /** What a session begins with unless told otherwise; index 1 is the positive one. */
    public static final Classes BINARY = new Classes(List.of(new LabelClass(0, "negative", "#c2410c", false),
            new LabelClass(1, "positive", "#15803d", false)));
    private static final List<String> PALETTE = List.of("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#e07b39",
            "#44a99a", "#8866cc", "#999933", "#cc6699", "#777777");

    /** @param color {@code #rrggbb} */
    public record LabelClass(int id, String name, String color, boolean retired) {
    }

    public Classes {
        all = List.copyOf(all);
    }

    /** @throws InvalidInput with code {@code bad-class-name} unless there are 2 to {@link #MAX} different names of 1 to 60 characters */
    public static Classes named(List<String> names) {
        Classes classes = new Classes(List.of());
        for (String name : names) {
            try {
                classes = classes.with(name, null);
            } catch (Conflict e) {
                throw new InvalidInput("bad-class-name", e.getMessage(), e);
            }
        }
        if (classes.all.size() < 2) {
            throw new InvalidInput("bad-class-name", "There must be at least two classes, each with a name of its own.");
        }
        return classes;
    }

    /** How many ids there are, retired ones among them; labels are 0 to {@code size() - 1}. */
    public int size() {
        return all.size();
    }

    public List<LabelClass> live() {
        return all.stream().filter(c -> !c.retired).toList();
    }

    /** Whether there are just the classes 0 and 1, of which 1 is the positive one. */
    public boolean binary() {
        return live().size() == 2 && !all.get(0).retired && !all.get(1).retired;
    }

    public boolean isLive(int id) {
        return id >= 0 && id < all.size() && !all.get(id).retired;
    }

    public int[] retired() {
        return all.stream().filter(LabelClass::retired).mapToInt(LabelClass::id).toArray();
    }

    /** @throws NotFound with code {@code unknown-class} when there is no live class of that id */
    public LabelClass require(int id) {
        if (!isLive(id)) {
            throw new NotFound("unknown-class", "There is no class " + id + " (any more). Reload the page to see the classes there are.");
        }
        return all.get(id);
    }

    /** The live class of that name, case aside; -1 when there is none. */
    public int idOf(String name) {
        return all.stream().filter(c -> !c.retired && c.name.equalsIgnoreCase(name.strip())).mapToInt(LabelClass::id)
                .findFirst().orElse(-1);
    }

    /**
     * One class more.
     *
     * @param color null for one that differs from the others
     */
    public Classes with(String name, String color) {
        if (live().size() >= MAX) {
            throw new Conflict("too-many-classes", "There may be at most " + MAX + " classes.");
        } else if (all.size() >= MAX_EVER) {
            throw new Conflict("too-many-classes", "There were " + MAX_EVER + " classes already, those that were merged or deleted "
                    + "counted, and there can be no more. Rename one, or open the data set again and bring the labels back.");
        }
        List<LabelClass> next = new ArrayList<>(all);
        next.add(new LabelClass(all.size(), free(name, -1), color == null ? automatic(all.size()) : checkedColor(color), false));
        return new Classes(next);
    }

    /** With those of the names that are missing. */
    Classes withNames(Collection<String> names) {
        Classes classes = this;
        for (String name : new LinkedHashSet<>(names)) {
            classes = classes.idOf(name) < 0 ? classes.with(name, null) : classes;
        }
        return classes;
    }

    public Classes renamed(int id, String name) {
        LabelClass c = require(id);
        return replaced(new LabelClass(id, free(name, id), c.color, false));
    }

    public Classes recolored(int id, String color) {
        return replaced(new LabelClass(id, require(id).name, checkedColor(color), false));
    }

    /** Without a class; what becomes of its labels is the caller's part. @throws Conflict when fewer than two would be left */
    public Classes without(int id) {
        LabelClass c = require(id);
        if (live().size() <= 2) {
            throw new Conflict("too-few-classes", "At least two classes must stay.");
        }
        return replaced(new LabelClass(id, c.name, c.color, true));
    }

    /**
     * These classes again, after later ones: ids given since stay given, as retired, so that they cannot come to mean
     * another class.
     */
    Classes after(Classes later) {
        List<LabelClass> next = new ArrayList<>(all);
        later.all.stream().skip(all.size()).forEach(c -> next.add(new LabelClass(c.id, c.name, c.color, true)));
        return new Classes(next);
    }

    private Classes replaced(LabelClass c) {
        List<LabelClass> next = new ArrayList<>(all);
        next.set(c.id, c);
        return new Classes(next);
    }

    private String free(String name, int except) {
        String clean = name == null ? "" : name.strip();
        if (clean.isEmpty() || clean.length() > MAX_NAME || clean.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInput("bad-class-name", "A class name has 1 to " + MAX_NAME + " characters in one line.");
        }
        int taken = idOf(clean);
        if (taken >= 0 && taken != except) {
            throw new Conflict("class-name-taken", "There is a class \"" + clean + "\" already; merge the two, or choose another name.");
        }
        return clean;
    }

    private static String checkedColor(String color) {
        if (color == null || !color.matches("#[0-9a-fA-F]{6}")) {
            throw new InvalidInput("bad-color", "A colour is written as #rrggbb, such as #1f77b4.");
        }
        return color.toLowerCase(Locale.ROOT);
    }

    /** Colours that lie apart, also for most colour-blind people; behind them hues by the golden angle. */
    private static String automatic(int id) {
        if (id < PALETTE.size()) {
            return PALETTE.get(id);
        }
        double hue = id * 137.508 % 360;
        double lightness = 0.42 + 0.14 * (id % 3);
        int[] rgb = IntStream.of(0, 8, 4).map(n -> {
            double k = (n + hue / 30) % 12;
            return (int) Math.round(255 * (lightness
                    - 0.55 * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1))));
        }).toArray();
        return String.format(Locale.ROOT, "#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
    }
}
