"""Times FastLabel's programs against open_clip's models in the same PyTorch, on any device.

    mvn -Pbench test -Dtest=EncoderBench#programsForAnyPyTorch
    python src/test/bench/programs_on_a_gpu.py target/encoder-bench/program.pt [cuda|cpu] [BATCH] [MODEL …]

Prints, for each model (default ViT-B-32 and ViT-L-14, random weights) and precision, the pictures per second of both from the
same batch on the device, their ratio, and the least cosine to open_clip's own float32.
"""
import sys
import time
from contextlib import nullcontext

import open_clip
import torch

ROUNDS = 5


def wait(device):
    if device.startswith("cuda"):
        torch.cuda.synchronize()


def rate(device, encode, pixels):
    best, rows = 0.0, None
    with torch.inference_mode():
        for _ in range(ROUNDS):
            wait(device)
            start = time.perf_counter()
            rows = encode(pixels)
            wait(device)
            best = max(best, len(pixels) / (time.perf_counter() - start))
    return best, torch.nn.functional.normalize(rows.float(), dim=1)


def weights(model, device, dtype):
    """As LoadingProgram puts them: the patch convolution as a product."""
    w = {name: value.detach().to(device, dtype) for name, value in model.state_dict().items()}
    w["visual.conv1.weight"] = w["visual.conv1.weight"].flatten(1)
    return w


def compare(name, program, device, batch):
    model = open_clip.create_model(name, pretrained=None).eval().to(device)
    pixels = torch.randn(batch, 3, 224, 224, device=device)
    tower = model.visual.transformer
    patch, layers, heads = model.visual.conv1.kernel_size[0], tower.layers, tower.resblocks[0].attn.num_heads
    exact = None
    for dtype in (torch.float32, torch.bfloat16, torch.float16):
        w = weights(model, device, dtype)

        def ours(x):
            return program.encode_image_vit(x, w, patch, layers, heads, False, 1e-5)

        def theirs(x):
            half = nullcontext() if dtype == torch.float32 else torch.autocast(device.split(":")[0], dtype=dtype)
            with half:
                return model.encode_image(x)

        other, rows = rate(device, theirs, pixels)
        exact = rows if exact is None else exact
        own, found = rate(device, ours, pixels)
        cosine = [float((r * exact).sum(1).min()) for r in (found, rows)]
        print(f"{name:10} {str(dtype)[6:]:9} {own:9.1f} {other:10.1f} {own / other:6.2f} {cosine[0]:9.6f} {cosine[1]:10.6f}", flush=True)


if __name__ == "__main__":
    device = sys.argv[2] if len(sys.argv) > 2 else "cuda"
    batch = int(sys.argv[3]) if len(sys.argv) > 3 else 256
    where = torch.cuda.get_device_name() if device.startswith("cuda") else device
    print(f"{where}, PyTorch {torch.__version__}, open_clip {open_clip.__version__}, batches of {batch}")
    print(f"{'':20} {'FastLabel':>9} {'open_clip':>10} {'ratio':>6} {'cosine':>9} {'its own':>10}")
    # Neither the program nor its caller profits from guesses about shapes that take seconds.
    torch.jit.set_fusion_strategy([])
    program = torch.jit.load(sys.argv[1])
    for model_name in sys.argv[4:] or ["ViT-B-32", "ViT-L-14"]:
        compare(model_name, program, device, batch)
