package org.fastlabel.clip.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.fastlabel.dataset.sample.Portrait;
import org.fastlabel.dataset.sample.SamplePortraits;
import org.fastlabel.media.image.PillowResize;
import org.fastlabel.media.image.Raster;

/** Pictures in memory with what is known of them, at the size that the image tower takes. */
record PictureSet(List<Subject> subjects, List<Raster> rasters) {

    /** Training portraits start far behind the sample's own, so that the sample stays a fair test. */
    static final int FIRST_TRAINING_PORTRAIT = 1_000_000;

    int size() {
        return subjects.size();
    }

    /** @param first number of the first portrait */
    static PictureSet portraits(int first, int count) {
        List<Portrait> drawn = IntStream.range(first, first + count).mapToObj(SamplePortraits::attributes).toList();
        return new PictureSet(drawn.stream().map(Subject::portrait).toList(),
                drawn.parallelStream().map(SamplePortraits::draw).toList());
    }

    PictureSet and(PictureSet other) {
        List<Subject> s = new ArrayList<>(subjects);
        s.addAll(other.subjects);
        List<Raster> r = new ArrayList<>(rasters);
        r.addAll(other.rasters);
        return new PictureSet(s, r);
    }

    PictureSet where(Predicate<Subject> wanted) {
        int[] kept = IntStream.range(0, size()).filter(i -> wanted.test(subjects.get(i))).toArray();
        return new PictureSet(Arrays.stream(kept).mapToObj(subjects::get).toList(), Arrays.stream(kept).mapToObj(rasters::get).toList());
    }

    /** The same pictures, resized as the checkpoint's preprocessing resizes them. */
    PictureSet resized(int side) {
        return new PictureSet(subjects, rasters.parallelStream().map(r -> PillowResize.resize(r, side, side)).toList());
    }
}
