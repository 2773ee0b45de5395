# The optimiser that training programs share.

# AdamW in place. m: first, v: second moment; first, second: their corrections. Norms, biases and the scale are not decayed. (The
# fused operator would be dropped as dead code: the compiler does not see that it writes to the elements of its lists.)
def adamw(self, p: Tensor, m: Tensor, v: Tensor, g: Tensor, rate: float, decay: float, first: float, second: float) -> Tensor:
  torch.lerp_(m, g, 0.1)
  torch.addcmul_(torch.mul_(v, 0.98), g, g, value=0.02)
  if torch.dim(p) > 1:
    torch.mul_(p, 1. - rate * decay)
  return torch.addcdiv_(p, m, torch.add_(torch.div_(torch.sqrt(v), second), 1e-06), value=(- rate / first))

# One step of AdamW for all weights of keys, with gradients cut to a length of 1 all together; m.<key>, v.<key>: moments; e.<key>, where there
# is one: the mean of the weight over the last steps, which is what is used afterwards. schedule: [4] learning rate, weight decay, step
# (from 1), share of the new weight in that mean.
def adamw_all(self, w: Dict[str, Tensor], keys: List[str], grads: List[Optional[Tensor]], schedule: Tensor) -> Tensor:
  rate = float(schedule[0])
  decay = float(schedule[1])
  step = float(schedule[2])
  first = 1. - 0.9 ** step
  second = (1. - 0.98 ** step) ** 0.5
  squares = annotate(List[Tensor], [])
  for i in range(torch.len(keys)):
    g = unchecked_cast(Tensor, grads[i])
    torch.append(squares, torch.sum(torch.mul(g, g)))
  length = torch.sqrt(torch.sum(torch.stack(squares)))
  cut = torch.clamp_max(torch.reciprocal(torch.add(length, 1e-06)), 1.)
  for i in range(torch.len(keys)):
    key = keys[i]
    g = unchecked_cast(Tensor, grads[i])
    self.adamw(w[key], w["m." + key], w["v." + key], torch.mul(g, cut), rate, decay, first, second)
    if torch.__contains__(w, "e." + key):
      torch.lerp_(w["e." + key], w[key], float(schedule[3]))
  return length

# The weights that are trained (they have moments), as leaves of a new graph, and their names.
def leaves(self, w: Dict[str, Tensor]) -> Dict[str, Tensor]:
  live = annotate(Dict[str, Tensor], {})
  for key in torch.keys(w):
    if torch.__contains__(w, "m." + key):
      live[key] = torch.requires_grad_(torch.detach(w[key]), True)
  return live

# The same in bfloat16, as products and convolutions compute with them: twice as fast where the processor knows it.
def shortened(self, live: Dict[str, Tensor]) -> Dict[str, Tensor]:
  short = annotate(Dict[str, Tensor], {})
  for key in torch.keys(live):
    short[key] = torch.to(live[key], 15)
  return short
