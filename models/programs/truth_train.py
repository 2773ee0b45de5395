# A step of training the network of truth.py. Loss: answers.py; optimiser: optimise.py.

# images: [batch, 64, 64, 3] uint8; other: the order of the same pictures that they are mixed with, [batch] int64; share: [batch], how much of
# the first is left (1: not mixed). A mixture has both answers in that proportion, so that the network learns to doubt what is neither.
# noise: [batch], its amplitude; light: [batch], added to all pixels. targets: [batch, answers], 1 for the right ones, all 0 for a question that does
# not apply. sizes as in truth.py. schedule as optimise_all has it. Returns [3]: loss per question, share of right answers, length of the gradient.
def truth_step(self, images: Tensor, other: Tensor, share: Tensor, noise: Tensor, light: Tensor, targets: Tensor, sizes: Tensor, schedule: Tensor, w: Dict[str, Tensor]) -> Tensor:
  torch.set_grad_enabled(True)
  live = self.leaves(w)
  pixels = self.truth_pixels(images)
  keep = torch.reshape(share, [-1, 1, 1, 1])
  pixels = torch.add(torch.mul(pixels, keep), torch.mul(torch.index_select(pixels, 0, other), torch.sub(1., keep)))
  pixels = torch.add(pixels, torch.mul(torch.randn_like(pixels), torch.reshape(noise, [-1, 1, 1, 1])))
  pixels = torch.add(pixels, torch.reshape(light, [-1, 1, 1, 1]))
  part = torch.unsqueeze(share, 1)
  wanted = torch.add(torch.mul(targets, part), torch.mul(torch.index_select(targets, 0, other), torch.sub(1., part)))
  logits = self.truth_logits(pixels, self.shortened(live))
  found_out = self.answers_loss(logits, wanted, sizes)
  mean = torch.select(found_out, 0, 0)
  keys = annotate(List[str], [])
  params = annotate(List[Tensor], [])
  for key in torch.keys(live):
    torch.append(keys, key)
    torch.append(params, live[key])
  found = torch.autograd.grad([mean], params)
  torch.set_grad_enabled(False)
  length = self.optimise_all(w, keys, found, schedule)
  torch.set_grad_enabled(True)
  return torch.detach(torch.stack([mean, torch.select(found_out, 0, 1), length]))
