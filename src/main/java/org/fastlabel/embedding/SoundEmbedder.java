package org.fastlabel.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.embedding.Content.Heard;
import org.fastlabel.embedding.Content.Pictures;
import org.fastlabel.media.audio.AudioReading;
import org.fastlabel.media.audio.Pcm;
import org.fastlabel.media.audio.SoundDescriptor;
import org.fastlabel.media.audio.Spectrogram;

/**
 * Sounds: their spectrograms through a CLIP checkpoint, and beside that what is heard itself. A CLIP model has hardly seen a spectrogram;
 * the descriptor tells sounds apart far better. Texts are compared with the CLIP part alone.
 */
final class SoundEmbedder implements Embedder {

    /**
     * Length of the CLIP part; that of the whole is 1. Chosen by linear probes on spoken digits and on noises: more of it drowns the
     * descriptor where spectrograms say nothing to the checkpoint, and less loses what it does see in noises.
     */
    private static final float CLIP_LENGTH = 0.1f;
    private static final float HEARD_LENGTH = (float) Math.sqrt(1 - CLIP_LENGTH * CLIP_LENGTH);

    private final ClipModel model;
    private final PictureEmbedder pictures;

    SoundEmbedder(ClipModel model) {
        this.model = model;
        pictures = new PictureEmbedder(model);
    }

    @Override
    public String id() {
        return model.id() + "-sound1";
    }

    @Override
    public int batch() {
        return 16;
    }

    @Override
    public int dim() {
        return model.embedDim() + SoundDescriptor.DIM;
    }

    @Override
    public Content read(MediaSource source, String key) {
        List<Pcm> windows = AudioReading.windows(source.sound(key).path(), Spectrogram.WINDOW_SECONDS, Spectrogram.MAX_WINDOWS);
        return new Heard(pictures.prepared(Spectrogram.views(windows)), SoundDescriptor.of(windows));
    }

    @Override
    public float[][] embed(List<Content> contents) {
        List<Content> views = new ArrayList<>();
        contents.forEach(content -> views.add(new Pictures(((Heard) content).views())));
        float[][] rows = pictures.embed(views);
        for (int i = 0; i < rows.length; i++) {
            float[] heard = ((Heard) contents.get(i)).descriptor();
            float[] row = new float[dim()];
            for (int d = 0; d < rows[i].length; d++) {
                row[d] = rows[i][d] * CLIP_LENGTH;
            }
            for (int d = 0; d < heard.length; d++) {
                row[rows[i].length + d] = heard[d] * HEARD_LENGTH;
            }
            rows[i] = row;
        }
        return rows;
    }

    @Override
    public float[][] queries(List<String> texts) {
        float[][] rows = pictures.queries(texts);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOf(rows[i], dim());
        }
        return rows;
    }
}
