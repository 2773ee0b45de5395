package org.fastlabel.generation.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fastlabel.generation.sampling.Diffusion.Spacing;

/**
 * The samplers that can be chosen, by the name that people and records use. Those of diffusion begin at the noisiest level, however few
 * the steps (spacing {@code trailing}, as Lin et al. 2024 advise).
 */
public enum Sampler {

    /** What flow models are made for. */
    FLOW_MATCH_EULER("flow-match-euler"),
    /** DPM-Solver++ 2M on the same levels. */
    FLOW_MATCH_DPMPP_2M("flow-match-dpmpp-2m"),
    EULER("euler"),
    DDIM("ddim"),
    DPMPP_2M("dpmpp-2m"),
    DPMPP_2M_KARRAS("dpmpp-2m-karras");

    private final String wireName;

    Sampler(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Sampler> of(String name) {
        return Arrays.stream(values()).filter(s -> s.wireName.equals(name)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Sampler::wireName).toList();
    }

    /**
     * @param steps  1 to 1000
     * @param flow   the model's own levels
     * @param tokens of the packed picture
     */
    public Schedule schedule(int steps, FlowMatching flow, int tokens) {
        return switch (this) {
            case FLOW_MATCH_EULER -> flow.schedule(steps, tokens, false);
            case FLOW_MATCH_DPMPP_2M -> flow.schedule(steps, tokens, true);
            case EULER -> Diffusion.euler(steps, Spacing.TRAILING, false);
            case DDIM -> Diffusion.ddim(steps, Spacing.TRAILING);
            case DPMPP_2M -> Diffusion.dpmSolver(steps, Spacing.TRAILING, false);
            case DPMPP_2M_KARRAS -> Diffusion.dpmSolver(steps, Spacing.TRAILING, true);
        };
    }
}
