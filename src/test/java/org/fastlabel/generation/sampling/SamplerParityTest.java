package org.fastlabel.generation.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.fastlabel.generation.sampling.Diffusion.Spacing;
import org.fastlabel.generation.sampling.Schedule.Step;
import org.junit.jupiter.api.Test;

/** The same levels and the same samples after every step as diffusers' schedulers; ancestral Euler is left out. */
class SamplerParityTest {

    private static JsonObject fixture(String name) throws IOException {
        String other = System.getenv("FASTLABEL_FIXTURES");
        Path root = Path.of(other == null || other.isBlank() ? "src/test/resources/fixtures" : other);
        return JsonParser.parseString(Files.readString(root.resolve("schedulers").resolve(name))).getAsJsonObject();
    }

    @Test
    void diffusionSamplers() throws IOException {
        JsonObject json = fixture("classic.json");
        int checked = 0;
        for (Map.Entry<String, JsonElement> c : json.getAsJsonObject("cases").entrySet()) {
            JsonObject one = c.getValue().getAsJsonObject();
            JsonObject config = one.getAsJsonObject("config");
            Spacing spacing = Spacing.valueOf(config.get("timestep_spacing").getAsString().toUpperCase(Locale.ROOT));
            boolean karras = config.has("use_karras_sigmas") && config.get("use_karras_sigmas").getAsBoolean();
            int steps = one.get("num_inference_steps").getAsInt();
            String scheduler = one.get("scheduler").getAsString();
            if (scheduler.equals("EulerAncestralDiscreteScheduler")) {
                continue;
            }
            Schedule schedule = scheduler.equals("DDIMScheduler") ? Diffusion.ddim(steps, spacing)
                    : scheduler.equals("EulerDiscreteScheduler") ? Diffusion.euler(steps, spacing, karras)
                    : Diffusion.dpmSolver(steps, spacing, karras);
            check(c.getKey(), json, one, schedule, karras);
            checked++;
        }
        assertEquals(30, checked);
    }

    private static void check(String name, JsonObject all, JsonObject one, Schedule schedule, boolean karras) {
        JsonArray times = one.getAsJsonArray("timesteps");
        assertEquals(times.size(), schedule.size(), name);
        assertEquals(one.get("init_noise_sigma").getAsDouble(), schedule.initialScale(), 1e-4, name);
        Solver solver = new Solver(schedule, floats(all.getAsJsonArray("x0")));
        double worst = 0;
        for (int i = 0; i < schedule.size(); i++) {
            Step step = schedule.step(i);
            // Where timesteps follow from sigmas, the reference finds them by logarithms in float32.
            assertEquals(times.get(i).getAsDouble(), step.timestep(), karras ? 5e-3 : 1e-3, name + " timestep " + i);
            if (one.has("sigmas")) {
                double sigma = one.getAsJsonArray("sigmas").get(i).getAsDouble();
                assertEquals(sigma, step.from().noise() / step.from().signal(), 2e-5 * sigma, name + " sigma " + i);
            }
            float[] x = solver.latents();
            float[] clean = new float[x.length];
            for (int k = 0; k < x.length; k++) {
                double noise = fake(all, (float) (x[k] * step.from().toUnit()), times.get(i).getAsDouble(), k);
                clean[k] = (float) ((x[k] - step.from().noise() * noise) / step.from().signal());
            }
            solver.step(i, clean);
            worst = Math.max(worst, difference(one.getAsJsonArray("x_after_each_step").get(i).getAsJsonArray(), solver.latents()));
        }
        System.out.printf("parity %-32s max difference %.1e of the largest value%n", name, worst);
        assertTrue(worst < 1e-5, name + " differs by " + worst);
    }

    @Test
    void flowMatching() throws IOException {
        JsonObject json = fixture("flow_match.json");
        int checked = 0;
        for (Map.Entry<String, JsonElement> c : json.getAsJsonObject("cases").entrySet()) {
            JsonObject one = c.getValue().getAsJsonObject();
            if (c.getKey().startsWith("schnell_scheduler_default")) {
                continue;
            }
            FlowMatching flow = new FlowMatching(one.get("shift").getAsDouble(), one.get("use_dynamic_shifting").getAsBoolean(), 0.5, 1.15,
                    256, 4096);
            int steps = one.get("num_inference_steps").getAsInt();
            double[] sigmas = flow.sigmas(steps, one.has("image_seq_len") ? one.get("image_seq_len").getAsInt() : 1024);
            JsonArray want = one.getAsJsonArray("sigmas");
            assertEquals(want.size(), sigmas.length, c.getKey());
            for (int i = 0; i < sigmas.length; i++) {
                assertEquals(want.get(i).getAsDouble(), sigmas[i], 1e-6, c.getKey() + " sigma " + i);
            }
            checked++;
        }
        assertTrue(checked >= 16, checked + " cases");
    }

    @Test
    void flowMatchingSteps() throws IOException {
        JsonObject check = fixture("flow_match.json").getAsJsonObject("step_check");
        Schedule schedule = Sampler.FLOW_MATCH_EULER.schedule(4, new FlowMatching(1, false, 0.5, 1.15, 256, 4096), 16);
        Solver solver = new Solver(schedule, floats(check.getAsJsonArray("x0")));
        for (int i = 0; i < 4; i++) {
            float[] x = solver.latents();
            float[] clean = new float[x.length];
            for (int k = 0; k < x.length; k++) {
                clean[k] = (float) (x[k] - schedule.step(i).from().flowSigma() * fake(check, x[k], schedule.step(i).timestep(), k));
            }
            solver.step(i, clean);
            assertEquals(0, difference(check.getAsJsonArray("x_after_each_step").get(i).getAsJsonArray(), solver.latents()), 1e-6);
        }
    }

    /** Of a network that is always right, every sampler makes the very picture, in however few steps. */
    @Test
    void perfectForesight() {
        float[] noise = {0.3f, -1.2f, 2, 0};
        float[] picture = {1, -0.5f, 0.25f, 0};
        for (Sampler sampler : Sampler.values()) {
            for (int steps : new int[] {1, 2, 7}) {
                Schedule schedule = sampler.schedule(steps, new FlowMatching(1, false, 0.5, 1.15, 256, 4096), 16);
                Solver solver = new Solver(schedule, noise);
                for (int i = 0; i < steps; i++) {
                    solver.step(i, picture);
                }
                // DDIM stops at the least noisy level, not beyond it.
                double left = sampler == Sampler.DDIM ? 0.05 : 1e-6;
                for (int k = 0; k < picture.length; k++) {
                    assertEquals(picture[k], solver.latents()[k], left * 3, sampler + " in " + steps);
                }
            }
        }
    }

    private static double fake(JsonObject numbers, double x, double t, int i) {
        return (float) (numbers.get("a").getAsDouble() * x + numbers.get("b").getAsDouble() * Math.sin(t / 100 + i));
    }

    private static float[] floats(JsonArray values) {
        float[] out = new float[values.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = values.get(i).getAsFloat();
        }
        return out;
    }

    private static double difference(JsonArray want, float[] got) {
        double worst = 0;
        double largest = 1;
        for (int i = 0; i < got.length; i++) {
            worst = Math.max(worst, Math.abs(want.get(i).getAsDouble() - got[i]));
            largest = Math.max(largest, Math.abs(want.get(i).getAsDouble()));
        }
        return worst / largest;
    }
}
