package org.fastlabel.media.audio;

/** What the containers commonly hold. Rare decoders are kept from files that nobody has looked at. */
final class AllowedCodecs {

    /** As FFmpeg takes them. */
    static final String NAMES = "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_s64le,"
            + "pcm_f16le,pcm_f24le,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav,"
            + "adpcm_yamaha,adpcm_g722,adpcm_g726,gsm_ms,mp1float,mp2float,mp3float,mp3,flac,vorbis,opus";

    private AllowedCodecs() {
    }
}
