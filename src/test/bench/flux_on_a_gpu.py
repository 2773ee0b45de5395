"""Times FastLabel's FLUX programs against plain PyTorch modules of the same shape and the same weights, in the same PyTorch.

    mvn -Pbench test -Dtest=FluxBench#programsForAnyPyTorch
    python src/test/bench/flux_on_a_gpu.py target/flux-bench/program.pt [cuda|cpu] [tiny]

The full shape of FLUX.1-schnell with random weights in bfloat16 (about 34 GB with its T5): one picture of 1024 x 1024 in 4 steps from
256 text tokens. Prints seconds for T5, for the steps and for the decoder, the whole picture, peak memory, and how much the two differ.
T5 is transformers' own, and left out where that is missing. "tiny" is a small shape, to try the script.
"""
import sys
import time

import torch

from flux_reference import Decoder, Flux, pack, rope, unpack

ROUNDS, STEPS, TEXT, LAYERS, BUCKETS, DISTANCE = 5, 4, 256, 2, 32, 128
FULL = {
    "flux": dict(in_channels=64, num_layers=19, num_single_layers=38, attention_head_dim=128, num_attention_heads=24, joint_attention_dim=4096,
                 pooled_projection_dim=768, axes_dims_rope=[16, 56, 56]),
    "vae": dict(block_out_channels=[128, 256, 512, 512], latent_channels=16, norm_num_groups=32, layers_per_block=LAYERS),
    "t5": dict(d_model=4096, num_layers=24, num_heads=64, d_kv=64, d_ff=10240, vocab_size=32128), "side": 1024}
TINY = {
    "flux": dict(in_channels=64, num_layers=2, num_single_layers=2, attention_head_dim=32, num_attention_heads=4, joint_attention_dim=64,
                 pooled_projection_dim=40, axes_dims_rope=[8, 12, 12]),
    "vae": dict(block_out_channels=[16, 32, 32, 32], latent_channels=16, norm_num_groups=8, layers_per_block=LAYERS),
    "t5": dict(d_model=64, num_layers=2, num_heads=4, d_kv=16, d_ff=128, vocab_size=300), "side": 128}


def random(module):
    """Weights that keep what is computed of common size."""
    for name, p in module.named_parameters():
        if p.dim() > 1:
            torch.nn.init.normal_(p, std=p[0].numel() ** -0.5)
        else:
            torch.nn.init.normal_(p, mean=1.0 if name.endswith("weight") else 0.0, std=0.05)
    return module.eval()


def timed(device, work):
    best, out = float("inf"), None
    with torch.inference_mode():
        for _ in range(ROUNDS):
            if device.startswith("cuda"):
                torch.cuda.synchronize()
            start = time.perf_counter()
            out = work()
            if device.startswith("cuda"):
                torch.cuda.synchronize()
            best = min(best, time.perf_counter() - start)
    return best, out.float()


def peak(device, work):
    """GB that are added while it runs."""
    if not device.startswith("cuda"):
        return float("nan")
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    with torch.inference_mode():
        work()
    return (torch.cuda.max_memory_allocated() - before) / 1e9


def encoder(shape):
    try:
        from transformers import T5Config, T5EncoderModel
    except ImportError as e:
        print(f"without T5: {e}")
        return None
    return T5EncoderModel(T5Config(feed_forward_proj="gated-gelu", relative_attention_num_buckets=BUCKETS,
                                   relative_attention_max_distance=DISTANCE, **shape))


def main():
    device = sys.argv[2] if len(sys.argv) > 2 else "cuda"
    shape = TINY if "tiny" in sys.argv else FULL
    torch.manual_seed(1)
    torch.set_default_dtype(torch.bfloat16)
    with torch.device(device):
        flux, decoder, t5 = random(Flux(shape["flux"])), random(Decoder(shape["vae"])), encoder(shape["t5"])
        t5 = None if t5 is None else random(t5)
        side = shape["side"] // 8
        noise = torch.randn(1, 16, side, side, dtype=torch.float32)
        pooled = torch.randn(1, shape["flux"]["pooled_projection_dim"])
        context = torch.randn(1, TEXT, shape["flux"]["joint_attention_dim"])
        ids = torch.randint(3, shape["t5"]["vocab_size"], (1, TEXT))
    torch.set_default_dtype(torch.float32)
    torch.jit.set_fusion_strategy([])
    program = torch.jit.load(sys.argv[1])
    w, v = dict(flux.state_dict()), {f"decoder.{k}": x for k, x in decoder.state_dict().items()}
    f, axes = shape["flux"], shape["flux"]["axes_dims_rope"]
    sigmas = [1 - i / STEPS for i in range(STEPS + 1)]

    def our_steps():
        x, turns = noise, program.rope(noise, TEXT, side // 2, side // 2, *axes, 10000.0)
        for a, b in zip(sigmas, sigmas[1:]):
            x = x + (b - a) * program.velocity(x, a, 0.0, context, pooled, turns, w, f["num_layers"], f["num_single_layers"],
                                               f["num_attention_heads"])
        return x

    def their_steps():
        x, turns = noise, rope(TEXT, side // 2, side // 2, axes, device)
        for a, b in zip(sigmas, sigmas[1:]):
            out = flux(pack(x).bfloat16(), torch.tensor(a, device=device), context, pooled, turns)
            x = x + (b - a) * unpack(out.float(), side, side)
        return x

    vae = shape["vae"]
    parts = {
        f"{STEPS} steps": (our_steps, their_steps),
        "decoder": (lambda: program.decoder(noise, v, len(vae["block_out_channels"]), LAYERS, vae["norm_num_groups"]),
                    lambda: decoder(noise.bfloat16()))}
    if t5 is not None:
        s, text = shape["t5"], dict(t5.state_dict())
        parts["T5"] = (lambda: program.encode_t5(ids, text, s["num_layers"], s["num_heads"], BUCKETS, DISTANCE, 1e-6),
                       lambda: t5(ids).last_hidden_state)
    where = torch.cuda.get_device_name() if device.startswith("cuda") else device
    print(f"{where}, PyTorch {torch.__version__}, {sum(p.numel() for p in flux.parameters()) / 1e9:.2f} billion parameters of the transformer")
    print(f"{'':10} {'FastLabel s':>12} {'PyTorch s':>10} {'ratio':>6} {'cosine':>9} {'added GB':>9} {'PyTorch':>8}")
    total = [0.0, 0.0]
    for name, (ours, theirs) in parts.items():
        (own, x), (other, y) = timed(device, ours), timed(device, theirs)
        total = [total[0] + own, total[1] + other]
        cosine = float(torch.nn.functional.cosine_similarity(x.flatten(), y.flatten(), dim=0))
        print(f"{name:10} {own:12.3f} {other:10.3f} {other / own:6.2f} {cosine:9.6f} {peak(device, ours):9.2f} {peak(device, theirs):8.2f}", flush=True)
    print(f"{'a picture':10} {total[0]:12.3f} {total[1]:10.3f} {total[1] / total[0]:6.2f}")
    if device.startswith("cuda"):
        print(f"weights {torch.cuda.memory_allocated() / 1e9:.1f} GB")


if __name__ == "__main__":
    main()
