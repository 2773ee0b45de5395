package org.fastlabel.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.fastlabel.torch.TorchArchive.Tensor;

/** The few words of Python's pickle protocol 2 that describe an object with tensors to PyTorch. */
final class TorchPickle {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TorchPickle() {
    }

    /** An object of class {@code __torch__.Program}; its tensors' numbers lie in the files {@code data/0}, {@code data/1}, … */
    static byte[] program(Map<String, Tensor> tensors) {
        TorchPickle p = new TorchPickle();
        p.op(0x80, 2).global("__torch__", "Program").op(')').op(0x81).op('}');
        if (!tensors.isEmpty()) {
            p.op('(').text("training").op(0x89);
            int storage = 0;
            for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
                p.text(tensor.getKey()).tensor(tensor.getValue(), storage++);
            }
            p.op('u');
        }
        return p.op('b').op('.').out.toByteArray();
    }

    /** {@code _rebuild_tensor_v2(storage, offset 0, shape, stride, requires_grad False, hooks {})}. */
    private void tensor(Tensor tensor, int storage) {
        global("torch._utils", "_rebuild_tensor_v2").op('(');
        op('(').text("storage").global("torch", "FloatStorage").text(Integer.toString(storage)).text("cpu")
                .number(tensor.values().length).op('t').op('Q');
        number(0);
        long[] strides = new long[tensor.shape().length];
        long step = 1;
        for (int d = strides.length - 1; d >= 0; d--) {
            strides[d] = step;
            step *= tensor.shape()[d];
        }
        numbers(tensor.shape()).numbers(strides).op(0x89);
        global("collections", "OrderedDict").op(')').op('R');
        op('t').op('R');
    }

    private TorchPickle numbers(long[] values) {
        op('(');
        for (long v : values) {
            number(Math.toIntExact(v));
        }
        return op('t');
    }

    private TorchPickle number(int value) {
        return op('J').bytes(little(value));
    }

    private TorchPickle text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return op('X').bytes(little(utf8.length)).bytes(utf8);
    }

    private TorchPickle global(String module, String name) {
        return op('c').bytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private TorchPickle op(int... codes) {
        for (int code : codes) {
            out.write(code);
        }
        return this;
    }

    private TorchPickle bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }
}
