package org.fastlabel.goldennoise;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.generation.GeneratedImage;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.generation.TextToImage;
import org.fastlabel.media.image.Raster;

/** Patches of colour, until models can be loaded: gives way to them. */
@ApplicationScoped
public class DrawnPictures implements ImageMaker, TextToImage {

    @Override
    public void prepare(String modelId, String dtype) {
        defaults(modelId);
    }

    @Override
    public GenerationParameters defaults(String modelId) {
        if (!modelId.equals("embedded")) {
            throw new NotFound("unknown-model", "There is no such model.");
        }
        return new GenerationParameters(4, 0, "flow-match-euler", 64, 64);
    }

    @Override
    public void check(String modelId, GenerationParameters parameters) {
        latentShape(parameters.width(), parameters.height());
    }

    @Override
    public String state(String modelId) {
        return "active";
    }

    @Override
    public TextToImage model(String modelId, String dtype) {
        return this;
    }

    @Override
    public String id() {
        return "drawn-0";
    }

    @Override
    public LatentShape latentShape(int width, int height) {
        if (width % 16 != 0 || height % 16 != 0 || width > 512 || height > 512) {
            throw new InvalidInput("bad-size", "Width and height must be multiples of 16, at most 512.");
        }
        return new LatentShape(3, height / 8, width / 8);
    }

    @Override
    public List<GeneratedImage> generate(String prompt, List<float[]> noises, GenerationParameters p, Listener listener, BooleanSupplier cancelled) {
        for (int step = 1; step <= p.steps(); step++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            listener.step(step, p.steps());
        }
        List<GeneratedImage> images = new ArrayList<>();
        for (float[] noise : noises) {
            byte[] rgb = new byte[p.width() * p.height() * 3];
            int w = p.width() / 8;
            for (int y = 0; y < p.height(); y++) {
                for (int x = 0; x < p.width(); x++) {
                    for (int c = 0; c < 3; c++) {
                        rgb[(y * p.width() + x) * 3 + c] = (byte) Math.max(0, Math.min(255, 128 + 60 * noise[(c * (p.height() / 8) + y / 8) * w + x / 8]));
                    }
                }
            }
            images.add(new GeneratedImage(new Raster(p.width(), p.height(), rgb), noise));
        }
        return images;
    }

    @Override
    public List<float[]> early(String prompt, List<float[]> noises, GenerationParameters parameters) {
        return noises;
    }

    @Override
    public float[] describe(String prompt) {
        return new float[] {prompt.length()};
    }
}
