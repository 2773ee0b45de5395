"""Times the parts of a FLUX model in PyTorch for FluxBench: reads the name of a case per line, answers with "1 seconds".

    python flux_bench.py FOLDER

FOLDER is what FluxBench wrote: model/, noise.f32, latents.f32, context.f32, pooled.f32. The results of the float32 cases are written
beside them, for comparison. T5 is transformers' own; the other two are in flux_reference.py.
"""
import json
import sys
import time
from pathlib import Path

import numpy
import torch
from safetensors.torch import load_file
from transformers import T5Config, T5EncoderModel

from flux_reference import Decoder, Flux, pack, rope, unpack

folder = Path(sys.argv[1])


def config(part):
    return json.loads((folder / "model" / part / "config.json").read_text())


def weights(part):
    found = {}
    for file in (folder / "model" / part).glob("*.safetensors"):
        found.update(load_file(file))
    return found


def read(name, *shape):
    return torch.from_numpy(numpy.fromfile(folder / f"{name}.f32", dtype="<f4").reshape(shape))


def models(dtype):
    t5 = T5EncoderModel(T5Config(**config("text_encoder_2")))
    t5.load_state_dict(weights("text_encoder_2"), strict=False)
    flux = Flux(config("transformer"))
    flux.load_state_dict(weights("transformer"))
    decoder = Decoder(config("vae"))
    decoder.load_state_dict({k[len("decoder."):]: v for k, v in weights("vae").items() if k.startswith("decoder.")})
    return {name: m.to(dtype).eval() for name, m in (("t5", t5), ("transformer", flux), ("decoder", decoder))}


DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16}
MODELS = {name: models(dtype) for name, dtype in DTYPES.items()}
VAE = config("vae")
IDS = torch.tensor([[3 + i * 7 % 250 for i in range(256)]])
CONTEXT, POOLED = read("context", 1, 256, -1), read("pooled", 1, -1)
NOISE, LATENTS = read("noise", 1, 16, 32, 32), read("latents", 1, 16, 32, 32)


def run(case):
    what, precision = case.split()
    model, dtype = MODELS[precision][what], DTYPES[precision]
    start = time.perf_counter()
    with torch.inference_mode():
        if what == "t5":
            out = model(IDS).last_hidden_state
        elif what == "transformer":
            turns = rope(256, 16, 16, model.axes, "cpu")
            out = model(pack(NOISE).to(dtype), torch.tensor(0.7), CONTEXT.to(dtype), POOLED.to(dtype), turns)
            out = unpack(out.float(), 32, 32)
        else:
            out = model((LATENTS / VAE["scaling_factor"] + VAE["shift_factor"]).to(dtype))
        out = out.float()
    seconds = time.perf_counter() - start
    if precision == "float32":
        out.numpy().astype("<f4").tofile(folder / f"reference-{what}.f32")
    return f"1 {seconds:.6f}"


if __name__ == "__main__":
    print(f"ready PyTorch {torch.__version__}, {torch.get_num_threads()} threads", flush=True)
    for line in sys.stdin:
        print(run(line.strip()), flush=True)
