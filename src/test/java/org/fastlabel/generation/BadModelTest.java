package org.fastlabel.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.fastlabel.api.InvalidInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are no models, or damaged ones: refused with the part and the reason, whether looked at or loaded. */
class BadModelTest {

    @TempDir
    private Path temporary;
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        folder = ModelCopy.in(temporary, "model");
    }

    private void refused(String... words) {
        InvalidInput looked = assertThrows(InvalidInput.class, () -> FluxFolder.read(folder).check());
        for (String word : words) {
            assertTrue(looked.getMessage().contains(word), looked.getMessage());
        }
        assertThrows(InvalidInput.class, () -> FluxModel.open(FluxFolder.read(folder), "cpu", "float32", FluxFixture.QUIET).close());
    }

    @Test
    void theUndamagedCopyIsFine() {
        FluxFolder.read(folder).check();
    }

    @Test
    void missingShard() throws IOException {
        Files.delete(folder.resolve("transformer/diffusion_pytorch_model-00002-of-00003.safetensors"));
        refused("transformer: ", "diffusion_pytorch_model-00002-of-00003.safetensors", "missing");
    }

    @Test
    void missingIndex() throws IOException {
        Files.delete(folder.resolve("text_encoder_2/model.safetensors.index.json"));
        refused("text_encoder_2: ", "model.safetensors is missing");
    }

    @Test
    void indexThatLeadsOut() throws IOException {
        ModelCopy.edit(folder.resolve("transformer/diffusion_pytorch_model.safetensors.index.json"),
                "diffusion_pytorch_model-00002-of-00003.safetensors", "../../../../etc/passwd");
        refused("transformer: ", "not a safetensors file beside it");
    }

    @Test
    void shardCutShort() throws IOException {
        Path shard = folder.resolve("transformer/diffusion_pytorch_model-00003-of-00003.safetensors");
        byte[] all = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(all, all.length - 100));
        refused("transformer: ", "00003-of-00003");
    }

    @Test
    void wrongShape() throws IOException {
        ModelCopy.edit(folder.resolve("transformer/config.json"), "\"num_attention_heads\": 3", "\"num_attention_heads\": 4");
        refused("transformer: ", "has shape [48, 64]", "asks for [64, 64]");
    }

    @Test
    void wrongShapeOfTextTower() throws IOException {
        ModelCopy.edit(folder.resolve("text_encoder/config.json"), "\"vocab_size\": 49408", "\"vocab_size\": 49409");
        refused("text_encoder: ", "49409");
    }

    @Test
    void partsThatDoNotFit() throws IOException {
        ModelCopy.edit(folder.resolve("transformer/config.json"), "\"joint_attention_dim\": 32", "\"joint_attention_dim\": 64");
        refused("joint_attention_dim", "64", "32");
    }

    @Test
    void axesThatDoNotAddUp() throws IOException {
        ModelCopy.edit(folder.resolve("transformer/config.json"), "\"attention_head_dim\": 16", "\"attention_head_dim\": 18");
        refused("transformer: ", "axes_dims_rope");
    }

    @Test
    void anotherPipeline() throws IOException {
        ModelCopy.edit(folder.resolve("model_index.json"), "\"FluxPipeline\"", "\"StableDiffusionPipeline\"");
        refused("StableDiffusionPipeline");
    }

    @Test
    void tokenizerOfAnotherVocabulary() throws IOException {
        Files.copy(folder.resolve("tokenizer/vocab.json"), folder.resolve("vocab"));
        Files.writeString(folder.resolve("tokenizer_2/tokenizer.json"), "{\"model\": {\"vocab\": {\"a\": 100000}}}");
        refused("tokenizer_2");
    }

    @Test
    void noConfigurations() throws IOException {
        Files.writeString(folder.resolve("vae/config.json"), "[]");
        refused("vae: ", "config.json");
        Files.delete(folder.resolve("model_index.json"));
        refused("model_index.json");
    }

    @Test
    void absurdSizes() throws IOException {
        ModelCopy.edit(folder.resolve("transformer/config.json"), "\"num_layers\": 2", "\"num_layers\": 2000000000");
        refused("transformer: ", "num_layers");
    }

    @Test
    void aNumberThatIsNone() throws IOException {
        Path shard = folder.resolve("transformer/diffusion_pytorch_model-00003-of-00003.safetensors");
        byte[] all = Files.readAllBytes(shard);
        all[all.length - 1] = 0x7f;
        all[all.length - 2] = (byte) 0xc0;
        Files.write(shard, all);
        InvalidInput e = assertThrows(InvalidInput.class,
                () -> FluxModel.open(FluxFolder.read(folder), "cpu", "float32", FluxFixture.QUIET).close());
        assertEquals("bad-safetensors", e.code());
    }
}
