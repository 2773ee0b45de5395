package org.fastlabel.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

    @TempDir
    private Path folder;

    @Test
    void everyTypeGivesTheValuesThatItHolds() throws IOException {
        float[] values = {0, -0f, 1, -1.5f, 3.140625f, 0x1p-24f, -0x1.8p-16f, 65504, 0.099976f, 1e-3f};
        for (RawSafetensors.Type type : RawSafetensors.Type.values()) {
            float[] rounded = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                rounded[i] = type.round(values[i]);
            }
            Path file = folder.resolve(type + ".safetensors");
            RawSafetensors.write(file, Map.of("t", new RawSafetensors.Tensor(new long[] {2, 5}, rounded)), type);
            try (Safetensors in = Safetensors.open(file)) {
                assertArrayEquals(rounded, in.floats("t"), type.toString());
                assertArrayEquals(new float[] {rounded[3], rounded[4]}, in.floats("t", 3, 2), type.toString());
            }
        }
    }

    @Test
    void aHeaderWithALieIsRefused() throws IOException {
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,16]}}", "tensor t of shape [2] does not lie where");
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[8,24]}}", "tensor t of shape [4] does not lie where");
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[-16,0]}}", "tensor t of shape [4] does not lie where");
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[16,0]}}", "tensor t of shape [4] does not lie where");
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[-1,-4],\"data_offsets\":[0,16]}}", "tensor t has a negative size");
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", "does not lie where");
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[-9223372036854775808,-9223372036854775792]}}", "does not lie");
        refused("{\"t\":{\"dtype\":\"F99\",\"shape\":[4],\"data_offsets\":[0,16]}}", "tensor t has the unknown type F99");
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[1e99],\"data_offsets\":[0,16]}}", "not the JSON of the format");
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,16]}}", "not the JSON of the format");
        refused("{\"t\":{\"dtype\":7,\"shape\":\"x\",\"data_offsets\":[0,16]}}", "not the JSON of the format");
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[4]}}", "tensor t lacks dtype, shape or data_offsets");
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,8,16]}}", "tensor t lacks dtype, shape or data_offsets");
        refused("{\"t\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,4],\"data_offsets\":[0,16]}}",
                "tensor t has more than 16 dimensions");
    }

    @Test
    void overlapsGapsAndRestsAreRefused() throws IOException {
        String two = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}}";
        refused(String.format(two, 3, 4, 16), "tensor b overlaps the one before it");
        refused(String.format(two, 4, 0, 16), "tensor b overlaps the one before it");
        refused(String.format(two, 1, 12, 16), "tensor b leaves a gap before it");
        refused(String.format(two, 1, 8, 12), "its tensors end at byte");
        refused("{}", "its tensors end at byte");
        Files.write(file(), RawSafetensors.file("{}", new byte[0]));
        try (Safetensors none = Safetensors.open(file())) {
            assertTrue(none.entries().isEmpty());
        }
    }

    @Test
    void aHeaderThatIsNoProperJsonIsRefused() throws IOException {
        String t = "{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}";
        refused("{\"t\":" + t + ",\"t\":" + t + "}", "names t twice");
        refused("{\"__metadata__\":{},\"__metadata__\":{},\"t\":" + t + "}", "names __metadata__ twice");
        refused("{\"t\":" + t + "} {}", "not the JSON of the format");
        refused("{\"t\":" + t, "not the JSON of the format");
        refused("[1, 2]", "not the JSON of the format");
        refused("{'t':" + t + "}", "not the JSON of the format");
        refused("{\"__metadata__\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}", "not the JSON of the format");
        byte[] bytes = RawSafetensors.file("{\"t\":" + t + "}", new byte[16]);
        bytes[10] = (byte) 0xff;
        refused(bytes, "the header is not UTF-8");
    }

    @Test
    void aHeaderLengthThatDoesNotFitIsRefused() throws IOException {
        for (long length : new long[] {1L << 60, -1, 0, 1, Long.MAX_VALUE, Long.MIN_VALUE, 100, 99_999_999, 33_000_000}) {
            refused(ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array(), "the header length does not fit");
        }
        refused(new byte[3], "the header length does not fit");
        refused(new byte[0], "the header length does not fit");
    }

    /** The header may have this size by its file, but nobody needs it. */
    @Test
    void aHeaderOfAHundredMegabytesIsRefusedUnread() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file().toFile(), "rw")) {
            sparse.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(100_000_000).array());
            sparse.setLength(200_000_000);
        }
        refused("the header length does not fit");
    }

    @Test
    void endlesslyManyTensorsAreRefused() throws IOException {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i <= 100_000; i++) {
            json.append(i == 0 ? "" : ",").append("\"").append(i).append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
        }
        refused(json.append('}').toString(), "it holds more than 100000 tensors");
    }

    @Test
    void picklesAreNeverOpened() throws IOException {
        for (String start : new String[] {"PK\3\4\0\0\10\10", "\u0080\2\u008a\nl\u00fc\u009cF", "\u0080\4\u0095\0\0\0\0\0"}) {
            byte[] bytes = (start + "archive/data.pkl".repeat(10)).getBytes(StandardCharsets.ISO_8859_1);
            refused(bytes, "it is a pickle file (PyTorch's .bin or .pt), which FastLabel never opens");
        }
        refused("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 605109252\n".getBytes(StandardCharsets.UTF_8),
                "it is a Git LFS pointer");
    }

    @Test
    void aFileThatShrinksAfterItsHeaderWasReadGivesAnError() throws IOException {
        Files.write(file(), RawSafetensors.file("{\"t\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", new byte[16]));
        try (Safetensors in = Safetensors.open(file()); RandomAccessFile cut = new RandomAccessFile(file().toFile(), "rw")) {
            cut.setLength(cut.length() - 4);
            assertEquals("bad-safetensors", assertThrows(InvalidInput.class, () -> in.floats("t")).code());
        }
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() throws IOException {
        for (RawSafetensors.Type type : RawSafetensors.Type.values()) {
            for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                byte[] data = switch (type) {
                    case F64 -> ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putDouble(8, wrong).array();
                    case F32 -> ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(4, wrong).array();
                    case BF16 -> ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN)
                            .putShort(2, (short) (Float.floatToRawIntBits(wrong) >>> 16)).array();
                    case F16 -> ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN)
                            .putShort(2, Float.isNaN(wrong) ? (short) 0x7e00 : (short) 0x7c00).array();
                };
                Files.write(file(), RawSafetensors.file("{\"w\":{\"dtype\":\"" + type + "\",\"shape\":[2],\"data_offsets\":[0,"
                        + data.length + "]}}", data));
                try (Safetensors in = Safetensors.open(file())) {
                    InvalidInput e = assertThrows(InvalidInput.class, () -> in.floats("w"));
                    assertTrue(e.getMessage().contains("tensor w holds values that are not finite"), e.getMessage());
                    assertEquals(0, in.floats("w", 0, 1)[0]);
                }
            }
        }
    }

    @Test
    void integersAreNoFloatingPointNumbers() throws IOException {
        Files.write(file(), RawSafetensors.file("{\"t\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,16]}}", new byte[16]));
        try (Safetensors in = Safetensors.open(file())) {
            assertTrue(assertThrows(InvalidInput.class, () -> in.floats("t")).getMessage().contains("holds I64"));
            assertTrue(assertThrows(InvalidInput.class, () -> in.floats("absent")).getMessage().contains("tensor absent is missing"));
            assertArrayEquals(new long[2], in.integers("t"));
        }
    }

    /** 3 GiB, nearly all of it a hole: one tensor is longer than a buffer can be, the other lies behind it. */
    @Test
    void tensorsLieBeyondTwoGibibytes() throws IOException {
        long large = 3L << 30;
        byte[] head = RawSafetensors.file("{\"large\":{\"dtype\":\"BF16\",\"shape\":[3,536870912],\"data_offsets\":[0," + large + "]},"
                + "\"last\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" + large + "," + (large + 8) + "]}}", new byte[0]);
        try (RandomAccessFile sparse = new RandomAccessFile(file().toFile(), "rw")) {
            sparse.write(head);
            sparse.seek(head.length + large - 2);
            sparse.write(new byte[] {(byte) 0x80, 0x3f});
            sparse.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(2.5f).putFloat(-7).array());
        }
        try (Safetensors in = Safetensors.open(file())) {
            assertArrayEquals(new float[] {2.5f, -7}, in.floats("last"));
            assertArrayEquals(new float[] {0, 0, 1}, in.floats("large", large / 2 - 3, 3));
            assertThrows(IllegalArgumentException.class, () -> in.floats("large", large / 2 - 3, 4));
        }
    }

    private Path file() {
        return folder.resolve("model.safetensors");
    }

    /** With 16 bytes of data. */
    private void refused(String header, String why) throws IOException {
        refused(RawSafetensors.file(header, new byte[16]), why);
    }

    private void refused(byte[] file, String why) throws IOException {
        Files.write(file(), file);
        refused(why);
    }

    /** The generous limit is there for a hang, not for speed. */
    private void refused(String why) {
        InvalidInput e = assertTimeoutPreemptively(Duration.ofMinutes(5),
                () -> assertThrows(InvalidInput.class, () -> Safetensors.open(file()).close()));
        assertEquals("bad-safetensors", e.code());
        assertTrue(e.getMessage().startsWith("model.safetensors is not usable") && e.getMessage().contains(why), e.getMessage());
    }
}
