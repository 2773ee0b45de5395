package org.fastlabel.media.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads sound files. Stateless: safe from any thread. All methods throw {@code InvalidInput("unreadable-item")}, which says why. */
public final class AudioReading {

    /** How many samples are read into memory at once, at most: eleven minutes at 48 kHz, 128 MB. */
    public static final int MAX_SAMPLES_AT_ONCE = 1 << 25;
    private static final int CHUNK = 1 << 16;

    private AudioReading() {
    }

    /** What a file is, by its content. */
    public static SoundFormat format(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            byte[] head = head(channel);
            for (long tag = SoundFormat.id3Length(head), at = tag; tag > 0 && at < channel.size(); at += tag) {
                channel.position(at);
                head = head(channel);
                tag = SoundFormat.id3Length(head);
            }
            if (head.length == 0) {
                throw Sound.unreadable("The file is empty.");
            }
            return SoundFormat.of(head).orElseThrow(() -> Sound.unreadable("The file is no wav, mp3, flac or ogg sound, whatever its name says."));
        } catch (IOException e) {
            throw Sound.unreadable("The file cannot be read.");
        }
    }

    private static byte[] head(SeekableByteChannel channel) throws IOException {
        InputStream stream = Channels.newInputStream(channel);
        return stream.readNBytes(SoundFormat.HEAD);
    }

    /** Opens a file for reading bit by bit. */
    public static Sound open(Path file) {
        return Sound.open(file, format(file));
    }

    /** Length in seconds from the header, without decoding; an estimate for mp3 files without one, NaN where nothing says it. */
    public static double durationSeconds(Path file) {
        try (Sound sound = open(file)) {
            return sound.durationSeconds();
        }
    }

    /** @param maxSeconds what comes later is left out; and beyond {@value #MAX_SAMPLES_AT_ONCE} samples */
    public static Pcm read(Path file, double maxSeconds) {
        try (Sound sound = open(file)) {
            return next(sound, maxSeconds);
        }
    }

    /**
     * Evenly spread parts of a sound, the first at its beginning and the last at its end; one part when it is not longer than
     * {@code seconds}, else as many as cover it, but at most {@code max}.
     */
    public static List<Pcm> windows(Path file, double seconds, int max) {
        try (Sound sound = open(file)) {
            double duration = sound.durationSeconds();
            int count = duration > seconds ? (int) Math.min(max, Math.ceil(duration / seconds)) : 1;
            List<Pcm> windows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    sound.seek((duration - seconds) * i / (count - 1));
                }
                Pcm window = part(sound, seconds);
                // A header may promise more than there is.
                if (window.samples().length > 0) {
                    windows.add(window);
                }
            }
            if (windows.isEmpty()) {
                throw Sound.unreadable("The file holds no sound.");
            }
            return windows;
        }
    }

    /** The next part of an open sound, which must not be at its end. */
    static Pcm next(Sound sound, double seconds) {
        Pcm part = part(sound, seconds);
        if (part.samples().length == 0) {
            throw Sound.unreadable("The file holds no sound.");
        }
        return part;
    }

    /** Grows with what is there: a header that promises more costs nothing. */
    private static Pcm part(Sound sound, double seconds) {
        int wanted = (int) Math.min(MAX_SAMPLES_AT_ONCE, Math.round(seconds * sound.sampleRateHz()));
        float[] samples = new float[Math.min(wanted, CHUNK)];
        int length = 0;
        while (length < wanted) {
            if (length == samples.length) {
                samples = Arrays.copyOf(samples, (int) Math.min(wanted, samples.length * 2L));
            }
            int read = sound.read(samples, length, samples.length - length);
            length += read;
            if (length < samples.length) {
                break;
            }
        }
        return new Pcm(length == samples.length ? samples : Arrays.copyOf(samples, length), sound.sampleRateHz());
    }
}
