package org.fastlabel.fakes.ollama;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What the stand-in thinks. For two labels: words of defects speak for the bad one, their absence for the good one, and a disturbance that
 * depends on the text alone lets it err in about one of eight; it is far surer of itself than it should be, and likes the label that is
 * named first. For more labels: the one whose words are in the text.
 */
public final class Mind {

    private static final Pattern BAD_LABEL = Pattern.compile("(?i)\\b(ng|no|bad|fail(ed)?|defect(ive)?|negative|reject(ed)?|spam)\\b|不合格|次品|不良|差");
    private static final Pattern BAD_WORDS = Pattern.compile("(?i)broke|crack|defect|scratch|leaks|fails|error|dead|damag|missing|wrong|loose|\\bbent\\b|"
            + "burn|rust|faulty|stain|torn|overheat|smok|late\\b|refund|terrible|awful|worst|useless|does not|do not|cannot|is not|yellow|sticks|cold|"
            + "flakes|\\boff\\b|pinched|too low|too wide|hole that|touches|catches|blurred|wobbl|complains|dark|burr\\b|falls to|upside|crushed|rattles|"
            + "empty|noise|below|坏|破|裂|划痕|故障|缺|错|漏|断|差|异常|失败|次品");
    /** How far the words of the text move it, in spreads of its disturbance: right in 88 of 100. */
    private static final double INSIGHT = 1.17;
    /** Log odds it gives per such spread; 2.3 would be honest. */
    private static final double BOAST = 5;
    private static final double LIKING_OF_THE_FIRST = 0.3;

    private Mind() {
    }

    /** Whether the text tells of a defect: the truth of the stand-in's world. */
    public static boolean bad(String text) {
        return BAD_WORDS.matcher(text).find();
    }

    /** The label that the truth of the stand-in's world gives. */
    public static String truth(String text, List<String> labels) {
        int bad = badLabel(labels);
        return labels.get(bad(text) ? bad : (bad + 1) % labels.size());
    }

    private static int badLabel(List<String> labels) {
        for (int l = 0; l < labels.size(); l++) {
            if (BAD_LABEL.matcher(labels.get(l)).find()) {
                return l;
            }
        }
        return labels.size() - 1;
    }

    /** @param labels in the order in which they were named @return probabilities of each */
    static Map<String, Double> judge(String text, List<String> labels) {
        double[] scores = new double[labels.size()];
        if (labels.size() == 2) {
            int bad = badLabel(labels);
            double z = (bad(text) ? INSIGHT : -INSIGHT) + random(text).nextGaussian();
            scores[bad] = BOAST * z;
        } else {
            Random random = random(text);
            for (int l = 0; l < scores.length; l++) {
                String label = labels.get(l).toLowerCase(Locale.ROOT);
                scores[l] = (text.toLowerCase(Locale.ROOT).contains(label) ? 4 : 0) + new Random(random.nextLong() ^ label.hashCode()).nextGaussian();
            }
        }
        scores[0] += LIKING_OF_THE_FIRST;
        return softmax(labels, scores);
    }

    private static Map<String, Double> softmax(List<String> labels, double[] scores) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double s : scores) {
            highest = Math.max(highest, s);
        }
        double sum = 0;
        for (double s : scores) {
            sum += Math.exp(s - highest);
        }
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int l = 0; l < scores.length; l++) {
            probabilities.put(labels.get(l), Math.exp(scores[l] - highest) / sum);
        }
        return probabilities;
    }

    /** The likeliest one at temperature 0, else drawn. */
    static String choose(Map<String, Double> probabilities, double temperature, long seed) {
        String likeliest = probabilities.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        if (temperature <= 0) {
            return likeliest;
        }
        double sum = probabilities.values().stream().mapToDouble(p -> Math.pow(p, 1 / temperature)).sum();
        double at = new Random(seed * 0x9E3779B97F4A7C15L).nextDouble() * sum;
        for (Map.Entry<String, Double> e : probabilities.entrySet()) {
            at -= Math.pow(e.getValue(), 1 / temperature);
            if (at < 0) {
                return e.getKey();
            }
        }
        return likeliest;
    }

    private static Random random(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        Random random = new Random(crc.getValue() * 0x9E3779B97F4A7C15L);
        // The first numbers of near seeds are near.
        random.nextDouble();
        return random;
    }
}
