# A step of training a flow transformer together with its two text encoders. Losses: here and in answers.py;
# optimiser: optimise.py.

# Rectified flow (Liu et al. 2022): on the straight line from a picture to noise the model tells the direction.
# latents, noise: [batch, channels, height, width]; sigma: [batch], the share of noise; t5, clip: ids, [batch, tokens] int64.
# shape: [11] int64: double blocks, single blocks, heads; of T5 layers, heads, buckets, largest distance; of CLIP layers, heads; the second and
# the third of axes_dims_rope (the first is what is left of a head). w: named flux.…, t5.…, clip.… (open_clip's names). schedule: as optimise_all has
# it. said, sizes: what the captions say, as answers.py takes it: a linear layer on the mean of T5's tokens and one on CLIP's end token (aux.…, not
# kept) must tell, for from pictures alone the encoders learn only very slowly which word belongs to which. Returns [4]: mean squared error,
# shares of what the two layers tell right, length of the gradient.
def flux_step(self, latents: Tensor, noise: Tensor, sigma: Tensor, t5: Tensor, clip: Tensor, said: Tensor, sizes: Tensor, schedule: Tensor, shape: Tensor, w: Dict[str, Tensor]) -> Tensor:
  torch.set_grad_enabled(True)
  live = self.leaves(w)
  short = self.shortened(live)
  model = self.below(short, "flux.")
  context = self.encode_t5(t5, self.below(short, "t5."), int(shape[3]), int(shape[4]), int(shape[5]), int(shape[6]), 1e-06)
  pooled = self.encode_pooled(clip, self.below(short, "clip."), int(shape[7]), int(shape[8]), True, 1e-05)
  vector = self.conditioning(sigma, sigma, pooled, model)
  heads = int(shape[2])
  second = int(shape[9])
  third = int(shape[10])
  first = torch.size(vector, 1) // heads - second - third
  turns = self.rope(latents, torch.size(t5, 1), torch.size(latents, 2) // 2, torch.size(latents, 3) // 2, first, second, third, 10000.)
  at = torch.reshape(sigma, [-1, 1, 1, 1])
  mixed = torch.add(torch.mul(latents, torch.sub(1., at)), torch.mul(noise, at))
  flow = self.flux(self.pack(mixed), context, vector, turns, model, int(shape[0]), int(shape[1]), heads)
  off = torch.sub(flow, self.pack(torch.sub(noise, latents)))
  error = torch.mean(torch.mul(off, off))
  told = self.answers_loss(torch.linear(torch.mean(context, [1]), live["aux.t5.weight"], live["aux.t5.bias"]), said, sizes)
  also = self.answers_loss(torch.linear(pooled, live["aux.clip.weight"], live["aux.clip.bias"]), said, sizes)
  loss = torch.add(error, torch.add(torch.select(told, 0, 0), torch.select(also, 0, 0)), alpha=0.1)
  keys = annotate(List[str], [])
  params = annotate(List[Tensor], [])
  for key in torch.keys(live):
    torch.append(keys, key)
    torch.append(params, live[key])
  found = torch.autograd.grad([loss], params)
  torch.set_grad_enabled(False)
  length = self.optimise_all(w, keys, found, schedule)
  torch.set_grad_enabled(True)
  return torch.detach(torch.stack([error, torch.select(told, 0, 1), torch.select(also, 0, 1), length]))
