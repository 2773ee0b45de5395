# The encoder that belongs to the decoder of vae.py, and a step of training both. Optimiser: optimise.py.

# pixels: [batch, 3, height, width] from -1 to 1. levels, layers, groups as in vae.py. Returns [batch, 2 * latent channels, height / 8, width / 8]
# float32: means, then logarithms of the variance.
def encoder(self, pixels: Tensor, w: Dict[str, Tensor], levels: int, layers: int, groups: int) -> Tensor:
  x = torch.type_as(pixels, w["encoder.conv_in.bias"])
  x = self.conv(x, w, "encoder.conv_in", 1, 1)
  for i in range(levels):
    name = "encoder.down_blocks." + str(i)
    for j in range(layers):
      x = self.resnet(x, w, name + ".resnets." + str(j), groups)
    if torch.__contains__(w, name + ".downsamplers.0.conv.weight"):
      x = self.conv(torch.constant_pad_nd(x, [0, 1, 0, 1]), w, name + ".downsamplers.0.conv", 2, 0)
  x = self.middle(x, w, "encoder.mid_block", groups)
  x = torch.silu(self.group_norm(x, w, "encoder.conv_norm_out", groups))
  return torch.to(self.conv(x, w, "encoder.conv_out", 1, 1), 6)

# images: [batch, height, width, 3] uint8.
def from_bytes(self, images: Tensor) -> Tensor:
  x = torch.sub(torch.div(torch.to(images, 6), 127.5), 1.)
  return torch.contiguous(torch.permute(x, [0, 3, 1, 2]))

# Means only, float32.
def encode(self, images: Tensor, w: Dict[str, Tensor], levels: int, layers: int, groups: int) -> Tensor:
  return torch.contiguous(torch.select(torch.stack(torch.chunk(self.encoder(self.from_bytes(images), w, levels, layers, groups), 2, 1)), 0, 0))

# Differences of neighbours, so that edges count.
def edges(self, x: Tensor, dim: int) -> Tensor:
  return torch.sub(torch.slice(x, dim, 1), torch.slice(x, dim, 0, -1))

# off: what the pixels are off by.
def reconstruction_loss(self, off: Tensor) -> Tensor:
  edge = torch.add(torch.mean(torch.abs(self.edges(off, 2))), torch.mean(torch.abs(self.edges(off, 3))))
  return torch.add(torch.add(torch.mean(torch.abs(off)), edge, alpha=0.5), torch.mean(torch.mul(off, off)))

def sample(self, mean: Tensor, spread: Tensor) -> Tensor:
  return torch.add(mean, torch.mul(torch.exp(torch.mul(spread, 0.5)), torch.randn_like(mean)))

# One step against a loss. Returns the length of the gradient.
def descend(self, loss: Tensor, live: Dict[str, Tensor], w: Dict[str, Tensor], schedule: Tensor) -> Tensor:
  keys = annotate(List[str], [])
  params = annotate(List[Tensor], [])
  for key in torch.keys(live):
    torch.append(keys, key)
    torch.append(params, live[key])
  found = torch.autograd.grad([loss], params)
  torch.set_grad_enabled(False)
  length = self.optimise_all(w, keys, found, schedule)
  torch.set_grad_enabled(True)
  return length

# shape: [3] int64: levels, layers, groups. schedule: as optimise_all has it, and a sixth, the weight of the
# distance of the latents from a standard normal distribution. Returns [3]: mean absolute error, that distance, length of the gradient.
def vae_step(self, images: Tensor, schedule: Tensor, shape: Tensor, w: Dict[str, Tensor]) -> Tensor:
  torch.set_grad_enabled(True)
  live = self.leaves(w)
  use = self.shortened(live)
  pixels = self.from_bytes(images)
  parts = torch.chunk(self.encoder(pixels, use, int(shape[0]), int(shape[1]), int(shape[2])), 2, 1)
  mean = parts[0]
  spread = torch.clamp(parts[1], -20., 10.)
  off = torch.sub(self.decoder(self.sample(mean, spread), use, int(shape[0]), int(shape[1]), int(shape[2])), pixels)
  distance = torch.mul(torch.mean(torch.sub(torch.add(torch.mul(mean, mean), torch.exp(spread)), torch.add(spread, 1.))), 0.5)
  loss = torch.add(self.reconstruction_loss(off), torch.mul(distance, float(schedule[5])))
  length = self.descend(loss, live, w, schedule)
  return torch.detach(torch.stack([torch.mean(torch.abs(off)), distance, length]))

# The decoder alone, while the encoder stays as it is: its weights are named frozen.…. Returns [2]: mean absolute error, length of the gradient.
def decoder_step(self, images: Tensor, schedule: Tensor, shape: Tensor, w: Dict[str, Tensor]) -> Tensor:
  torch.set_grad_enabled(False)
  pixels = self.from_bytes(images)
  parts = torch.chunk(self.encoder(pixels, self.shortened(self.below(w, "frozen.")), int(shape[0]), int(shape[1]), int(shape[2])), 2, 1)
  z = self.sample(parts[0], torch.clamp(parts[1], -20., 10.))
  torch.set_grad_enabled(True)
  live = self.leaves(w)
  off = torch.sub(self.decoder(z, self.shortened(live), int(shape[0]), int(shape[1]), int(shape[2])), pixels)
  length = self.descend(self.reconstruction_loss(off), live, w, schedule)
  return torch.detach(torch.stack([torch.mean(torch.abs(off)), length]))

# Pictures as they come back, with some noise (in units of the latents' deviation) added on the way. Returns [batch, height, width, 3]
# float32, 0 to 255.
def reconstruct(self, images: Tensor, w: Dict[str, Tensor], levels: int, layers: int, groups: int, noise: float) -> Tensor:
  z = self.encode(images, w, levels, layers, groups)
  z = torch.add(z, torch.mul(torch.randn_like(z), torch.mul(torch.std(z), noise)))
  x = torch.mul(torch.add(self.decoder(z, w, levels, layers, groups), 1.), 127.5)
  return torch.contiguous(torch.permute(torch.clamp(torch.round(x), 0., 255.), [0, 2, 3, 1]))
