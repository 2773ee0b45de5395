package org.fastlabel.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchTest {

    @Test
    void theProcessorNeedsNoReason() {
        assertEquals(Device.cpu(), Torch.place("cpu").device());
        assertNull(Torch.place(" CPU ").why());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "cuda:0", "CUDA:7"})
    void aGpuThatIsNotThereIsReplacedByTheProcessorAndTheReasonTold(String setting) {
        assumeTrue(Engine.getEngine("PyTorch").getGpuCount() == 0);
        assertEquals(Device.cpu(), Torch.place(setting).device());
        assertNotNull(Torch.place(setting).why());
        assertSame(Torch.place(setting), Torch.place(setting));
    }

    @Test
    void applesGpuIsNotOnLinux() {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"));
        assertEquals(Device.cpu(), Torch.device("mps"));
        assertNotNull(Torch.whyNotGpu("mps"));
    }

    @Test
    void aGpuThatNobodyAskedForIsNotMissed() {
        assumeTrue(Engine.getEngine("PyTorch").getGpuCount() == 0);
        assertNull(Torch.place("auto").why());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cuda:", "cuda:x", "cpu:1", "mps:0", "cuda:123"})
    void malformedDevicesAreRefused(String setting) {
        assertEquals("bad-device", assertThrows(InvalidInput.class, () -> Torch.place(setting)).code());
    }

    @Test
    void precisionsByName() {
        assertEquals(Precision.FLOAT32, Precision.of("float32", Device.cpu()));
        assertEquals(Precision.BFLOAT16, Precision.of(" BFloat16 ", Device.cpu()));
        assertEquals(Precision.FLOAT16, Precision.of("float16", Device.cpu()));
        assertEquals("bad-precision", assertThrows(InvalidInput.class, () -> Precision.of("int8", Device.cpu())).code());
    }

    @Test
    void theProcessorIsNeverGivenFloat16OfItself() {
        Precision auto = Precision.of("auto", Device.cpu());
        assertTrue(auto == Precision.FLOAT32 || auto == Precision.BFLOAT16, auto.wireName());
        assertEquals(auto, Precision.of("auto", Device.cpu()));
    }

    @Test
    void memoryThatIsNotThereIsAnErrorOfTheRequestOnly() {
        try (NDManager scope = Torch.newManager(Device.cpu());
                TorchProgram program = TorchProgram.compile(scope, "products", "transformer", "reference_blocks")) {
            CapacityExceeded e = assertThrows(CapacityExceeded.class, () -> program.run(scope, "too_much", 1L << 50));
            assertEquals(TorchProgram.OUT_OF_MEMORY, e.code());
            assertEquals(8, program.run(scope, "too_much", 8L).get(0).size());
        }
    }

    @Test
    void aThreadThatCameLateGetsAllCoresBack() {
        int threads = JniUtils.getNumThreads();
        try {
            Torch.useAllCores();
            int all = JniUtils.getNumThreads();
            JniUtils.setNumThreads(1);
            Torch.useAllCores();
            assertEquals(all, JniUtils.getNumThreads());
        } finally {
            JniUtils.setNumThreads(threads);
        }
    }
}
