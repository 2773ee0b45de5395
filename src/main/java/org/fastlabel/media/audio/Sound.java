package org.fastlabel.media.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VORBIS;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_tell;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.fastlabel.api.InvalidInput;

/**
 * A sound file that is open: mono samples one after the other, from any place. Holds a fraction of a second of sound and
 * native memory until it is closed. For one thread at a time.
 */
public final class Sound implements AutoCloseable {

    /** Longer sounds are refused. */
    public static final int MAX_SECONDS = 4 * 3600;
    static final int MIN_RATE_HZ = 100;
    static final int MAX_RATE_HZ = 768_000;
    static final int MAX_CHANNELS = 64;

    static {
        // JavaCPP would refuse to work once the process, with its models and mapped files, has grown to four heaps.
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        av_log_set_level(AV_LOG_QUIET);
    }

    private final AVFormatContext container = new AVFormatContext(null);
    private AVCodecContext decoder;
    private AVPacket packet;
    private AVFrame frame;
    private AVStream stream;
    /** From the end of the header to the end of the file. */
    private long bytes;
    private int rateHz;
    private int channels;

    private final FrameMixer mixer = new FrameMixer();
    private float[] mono = new float[0];
    private int at;
    private int end;
    private boolean drained;
    /** Of the next sample, counted from the start of the sound. */
    private long position;
    /** Behind the last sample, where the header knows better than the decoder. */
    private long last = Long.MAX_VALUE;
    /** Samples before this one are dropped after a jump; -1: no jump is pending. */
    private long target = -1;

    private Sound() {
    }

    /**
     * Opens a file and reads its header.
     *
     * @param format what the file's content says, see {@link AudioReading#format}
     * @throws InvalidInput with code {@code unreadable-item}
     */
    static Sound open(Path file, SoundFormat format) {
        Sound sound = new Sound();
        try {
            sound.openContainer(file, format);
            sound.openDecoder();
            return sound;
        } catch (RuntimeException e) {
            sound.close();
            throw e;
        }
    }

    private void openContainer(Path file, SoundFormat format) {
        AVDictionary options = new AVDictionary(null);
        try (BytePointer url = new BytePointer(FileAddress.of(file))) {
            // No playlist or address inside a file may lead anywhere else.
            av_dict_set(options, "protocol_whitelist", "file", 0);
            av_dict_set(options, "format_whitelist", format.demuxer(), 0);
            av_dict_set(options, "codec_whitelist", AllowedCodecs.NAMES, 0);
            // Jumps by the table or the size of an mp3 instead of reading all that lies between.
            av_dict_set(options, "fflags", "fastseek", 0);
            if (format == SoundFormat.WAV) {
                // By default it asks of each packet whether it is a film's sound in disguise, and packets are tiny.
                av_dict_set(options, "max_probe_packets", "0", 0);
                av_dict_set(options, "max_size", "4096", 0);
            }
            if (avformat_open_input(container, url, av_find_input_format(format.demuxer()), options) < 0) {
                throw unreadable("The file is damaged, or its sound is coded in a way that FastLabel cannot read.");
            }
        } finally {
            av_dict_free(options);
        }
        bytes = avio_size(container.pb()) - avio_tell(container.pb());
        // A wav says everything in its header; of the others the first frames have to be looked at.
        if (format != SoundFormat.WAV && avformat_find_stream_info(container, (AVDictionary) null) < 0) {
            throw unreadable("The file is damaged: it has no sound that can be read.");
        }
    }

    private void openDecoder() {
        int index = av_find_best_stream(container, AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
        if (index < 0) {
            throw unreadable("There is no sound in the file.");
        }
        stream = container.streams(index);
        rateHz = stream.codecpar().sample_rate();
        channels = stream.codecpar().ch_layout().nb_channels();
        if (rateHz < MIN_RATE_HZ || rateHz > MAX_RATE_HZ) {
            throw unreadable("Its header says " + Integer.toUnsignedString(rateHz) + " samples per second; from " + MIN_RATE_HZ
                    + " to " + MAX_RATE_HZ + " can be read.");
        }
        if (channels < 1 || channels > MAX_CHANNELS) {
            throw unreadable("Its header says " + channels + " channels; from 1 to " + MAX_CHANNELS + " can be read.");
        }
        double seconds = durationSeconds();
        if (seconds > MAX_SECONDS) {
            throw unreadable("The sound is longer than " + MAX_SECONDS / 3600 + " hours.");
        }
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        decoder = codec == null ? null : avcodec_alloc_context3(codec);
        if (decoder == null || avcodec_parameters_to_context(decoder, stream.codecpar()) < 0) {
            throw unreadable("Its sound is coded in a way that FastLabel cannot read.");
        }
        decoder.thread_count(1);
        decoder.pkt_timebase(stream.time_base());
        if (decoder.codec_id() == AV_CODEC_ID_VORBIS && !Double.isNaN(seconds)) {
            // The decoder gives the last block as a whole.
            last = Math.round(seconds * rateHz);
        }
        AVDictionary options = new AVDictionary(null);
        try {
            av_dict_set(options, "codec_whitelist", AllowedCodecs.NAMES, 0);
            if (avcodec_open2(decoder, codec, options) < 0) {
                throw unreadable("Its sound is coded in a way that FastLabel cannot read.");
            }
        } finally {
            av_dict_free(options);
        }
        packet = av_packet_alloc();
        frame = av_frame_alloc();
    }

    public int sampleRateHz() {
        return rateHz;
    }

    public int channels() {
        return channels;
    }

    /** As the header says, or an estimate from the size of the file; NaN when neither is possible. */
    public double durationSeconds() {
        if (stream.duration() != AV_NOPTS_VALUE && stream.duration() >= 0) {
            return (double) stream.duration() * stream.time_base().num() / stream.time_base().den();
        }
        if (container.duration() != AV_NOPTS_VALUE && container.duration() >= 0) {
            return container.duration() / 1e6;
        }
        // A wav that was cut, or streamed, states no length: it is as long as its bytes.
        return stream.codecpar().bit_rate() > 0 && bytes > 0 ? bytes * 8.0 / stream.codecpar().bit_rate() : Double.NaN;
    }

    /**
     * The next samples.
     *
     * @return how many were written to {@code out} from {@code from} on: {@code count}, or less at the end of the sound
     */
    public int read(float[] out, int from, int count) {
        int wanted = (int) Math.max(0, Math.min(count, last - position));
        int done = 0;
        while (done < wanted && (at < end || decode())) {
            int part = Math.min(wanted - done, end - at);
            System.arraycopy(mono, at, out, from + done, part);
            at += part;
            done += part;
        }
        position += done;
        return done;
    }

    /** Jumps, so that {@link #read} goes on there; exact for wav and flac, nearly so for the others. */
    public void seek(double seconds) {
        double base = (double) stream.time_base().num() / stream.time_base().den();
        long start = stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
        if (av_seek_frame(container, stream.index(), start + (long) (seconds / base), AVSEEK_FLAG_BACKWARD) < 0) {
            // Where it cannot jump, everything up to there has to be read.
            av_seek_frame(container, stream.index(), start, AVSEEK_FLAG_BACKWARD);
        }
        avcodec_flush_buffers(decoder);
        at = 0;
        end = 0;
        drained = false;
        target = Math.round(seconds * rateHz);
        position = target;
    }

    /** Fills {@link #mono} with the next frame that has samples; false at the end. */
    private boolean decode() {
        while (true) {
            if (avcodec_receive_frame(decoder, frame) >= 0) {
                // A chained stream that goes on at another rate ends here.
                if (frame.sample_rate() != rateHz && frame.sample_rate() != 0) {
                    return false;
                }
                mono = mixer.mix(frame, mono);
                at = 0;
                end = frame.nb_samples();
                skipToTarget();
                if (at < end) {
                    return true;
                }
            } else if (drained) {
                return false;
            } else {
                feed();
            }
        }
    }

    private void feed() {
        if (av_read_frame(container, packet) < 0) {
            drained = true;
            avcodec_send_packet(decoder, (AVPacket) null);
            return;
        }
        if (packet.stream_index() == stream.index()) {
            // A damaged packet is left out, as by every player.
            avcodec_send_packet(decoder, packet);
        }
        av_packet_unref(packet);
    }

    private void skipToTarget() {
        if (target < 0) {
            return;
        }
        long first = target;
        if (frame.pts() != AV_NOPTS_VALUE) {
            long start = stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
            first = Math.round((double) (frame.pts() - start) * stream.time_base().num() / stream.time_base().den() * rateHz);
        }
        at = (int) Math.min(end, Math.max(0, target - first));
        if (at < end) {
            target = -1;
        }
    }

    @Override
    public void close() {
        if (frame != null) {
            av_frame_free(frame);
            av_packet_free(packet);
            frame = null;
        }
        if (decoder != null) {
            avcodec_free_context(decoder);
            decoder = null;
        }
        if (!container.isNull()) {
            avformat_close_input(container);
        }
    }

    static InvalidInput unreadable(String message) {
        return new InvalidInput("unreadable-item", message);
    }
}
