"""Times open_clip for EncoderBench: reads the name of a case per line, answers with "items seconds".

    python open_clip_bench.py FOLDER [DEVICE]

FOLDER is what EncoderBench wrote: model/open_clip_model.safetensors (ViT-B/32), pixels.f32 (a batch of 64), prompts.txt, jpeg/.
Embeddings of the float32 cases are written beside them, for comparison.
"""
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import numpy
import open_clip
import torch
from PIL import Image
from safetensors.torch import load_file

folder = Path(sys.argv[1])
device = sys.argv[2] if len(sys.argv) > 2 else "cpu"
model = open_clip.create_model("ViT-B-32", pretrained=None)
model.load_state_dict(load_file(folder / "model" / "open_clip_model.safetensors"))
model = model.eval().to(device)
transform = open_clip.image_transform(224, is_train=False)
tokenizer = open_clip.get_tokenizer("ViT-B-32")
pixels = torch.from_numpy(numpy.fromfile(folder / "pixels.f32", dtype="<f4").reshape(-1, 3, 224, 224)).to(device)
prompts = (folder / "prompts.txt").read_text("utf-8").splitlines()


class Files(torch.utils.data.Dataset):
    def __init__(self):
        self.paths = sorted((folder / "jpeg").glob("*.jpg"))

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, i):
        return transform(Image.open(self.paths[i]))


def images():
    return [model.encode_image(pixels)]


def files():
    loader = torch.utils.data.DataLoader(Files(), batch_size=64, num_workers=2)
    return [model.encode_image(batch.to(device)) for batch in loader]


def texts():
    return [model.encode_text(tokenizer(prompts[i:i + 64]).to(device)) for i in range(0, len(prompts), 64)]


def run(case):
    what, precision = case.split()
    half = torch.autocast(device.split(":")[0], dtype=torch.bfloat16) if precision == "bfloat16" else nullcontext()
    start = time.perf_counter()
    # no_grad, not inference_mode: autocast then keeps the weights that it has cast, which is faster.
    with torch.no_grad(), half:
        rows = torch.cat({"images": images, "files": files, "texts": texts}[what]()).float().cpu()
    seconds = time.perf_counter() - start
    if precision == "float32":
        rows.numpy().astype("<f4").tofile(folder / f"reference-{what}.f32")
    return f"{len(rows)} {seconds:.6f}"


if __name__ == "__main__":
    print(f"ready open_clip {open_clip.__version__}, PyTorch {torch.__version__}, {torch.get_num_threads()} threads", flush=True)
    for line in sys.stdin:
        print(run(line.strip()), flush=True)
