package org.fastlabel.hub.ollama;

import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How likely each label was, from the log probabilities of an answer's tokens. At the token with which the label's text begins, the
 * probabilities of all tokens that can only go on to one label are added up for it. A token that several labels begin with is followed to
 * the next one if the model chose it; otherwise its probability is shared evenly among those labels. A label that no listed token leads to
 * gets the most it can have: the smallest probability listed. What is found so is made to sum to 1, at each token, as the schema does when
 * it forbids the other tokens.
 */
final class LabelTokens {

    /** Below this much probability on the labels the model wanted to say something else. */
    private static final double LEAST_COVERED = 0.5;
    private static final double SMALLEST = 1e-6;

    private final List<Token> tokens;
    private final LabelForms forms;
    private final double[] mass;
    private final Set<Integer> bounded = new TreeSet<>();
    private double covered = 1;

    private LabelTokens(List<Token> tokens, LabelForms forms) {
        this.tokens = tokens;
        this.forms = forms;
        this.mass = new double[forms.count()];
    }

    /**
     * @param covered how much probability lay on tokens that lead to a label, where it was least; when under 0.5 the rest is spread evenly
     *                over the labels
     * @param bounded labels that no listed token led to
     */
    record Weighed(Map<String, Double> probabilities, double covered, List<String> bounded) {
    }

    /**
     * @param valueAt where the label's text begins in the content, behind the quote
     * @return empty when the log probabilities are not those of this content, or no numbers
     */
    static Optional<Weighed> weigh(String content, int valueAt, JsonArray logprobs, List<String> labels) {
        Optional<List<Token>> read = Token.read(logprobs);
        if (read.isEmpty() || valueAt < 0) {
            return Optional.empty();
        }
        List<Token> tokens = read.get();
        int begin = Bytes.find(Bytes.joined(tokens), Bytes.of(content));
        if (begin < 0) {
            return Optional.empty();
        }
        int at = begin + Bytes.of(content.substring(0, valueAt)).length;
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            int to = from + tokens.get(i).bytes().length;
            if (at < to) {
                LabelTokens weigher = new LabelTokens(tokens, new LabelForms(labels));
                weigher.follow(i, at - from);
                return Optional.of(weigher.weighed(labels));
            }
            from = to;
        }
        return Optional.empty();
    }

    /** @param lead how many bytes of the first token stand before the label's text */
    private void follow(int first, int lead) {
        byte[] said = new byte[0];
        Set<Integer> open = forms.all();
        double path = 1;
        for (int i = first; i < tokens.size() && open.size() > 1; i++) {
            Token token = tokens.get(i);
            byte[] before = i == first ? Arrays.copyOf(token.bytes(), lead) : null;
            double[] here = new double[mass.length];
            Set<Integer> reached = new TreeSet<>();
            Set<Integer> next = Set.of();
            byte[] nextSaid = said;
            double on = 0;
            double sum = 0;
            for (Token.Option option : token.options()) {
                byte[] value = before == null ? Bytes.plus(said, option.bytes()) : forms.value(before, option.bytes());
                Set<Integer> leads = value == null ? Set.of() : forms.leads(value, open);
                sum += leads.isEmpty() ? 0 : option.p();
                // A token that all of them begin with says nothing of any, unless the model went that way.
                if (option.chosen() || leads.size() < open.size()) {
                    reached.addAll(leads);
                }
                if (leads.size() == 1) {
                    here[leads.iterator().next()] += option.p();
                }
                if (option.chosen()) {
                    next = leads;
                    nextSaid = value;
                    on = leads.size() > 1 ? option.p() : 0;
                } else if (leads.size() > 1 && leads.size() < open.size()) {
                    leads.forEach(l -> here[l] += option.p() / leads.size());
                }
            }
            covered = Math.min(covered, Math.min(1, sum));
            bound(open, reached, here, token);
            double norm = on;
            for (double p : here) {
                norm += p;
            }
            if (norm == 0) {
                break;
            }
            for (int l = 0; l < here.length; l++) {
                mass[l] += path * here[l] / norm;
            }
            path *= on / norm;
            open = next;
            said = nextSaid;
        }
        // Cut off before the labels part, or never apart in what the server listed.
        for (int l : open) {
            mass[l] += open.size() > 1 ? path / open.size() : 0;
        }
    }

    private void bound(Set<Integer> open, Set<Integer> reached, double[] here, Token token) {
        double most = Math.max(SMALLEST, Math.min(token.smallest(), 1 - token.listed()));
        for (int l : open) {
            if (!reached.contains(l)) {
                here[l] = most;
                bounded.add(l);
            }
        }
    }

    private Weighed weighed(List<String> labels) {
        double sum = 0;
        for (double m : mass) {
            sum += m;
        }
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int l = 0; l < mass.length; l++) {
            double p = sum > 0 ? mass[l] / sum : 1.0 / mass.length;
            probabilities.put(labels.get(l), covered < LEAST_COVERED ? covered * p + (1 - covered) / mass.length : p);
        }
        List<String> unlisted = new ArrayList<>();
        bounded.forEach(l -> unlisted.add(labels.get(l)));
        return new Weighed(probabilities, covered, unlisted);
    }
}
