# The optimisers that training programs share.

# AdamW in place. m: first, v: second moment; first, second: their corrections. Norms, biases and the scale are not decayed. (The
# fused operator would be dropped as dead code: the compiler does not see that it writes to the elements of its lists.)
def adamw(self, p: Tensor, m: Tensor, v: Tensor, g: Tensor, rate: float, decay: float, first: float, second: float) -> Tensor:
  torch.lerp_(m, g, 0.1)
  torch.addcmul_(torch.mul_(v, 0.98), g, g, value=0.02)
  if torch.dim(p) > 1:
    torch.mul_(p, 1. - rate * decay)
  return torch.addcdiv_(p, m, torch.add_(torch.div_(torch.sqrt(v), second), 1e-06), value=(- rate / first))

# Muon (Jordan et al. 2024) in place, for the kernels of convolutions that have features as input, each as a matrix of its outputs: the
# step is the orthogonal matrix nearest to Nesterov's momentum, found by five rounds of a Newton-Schulz iteration. All directions of
# a kernel are learned equally fast, those too that seldom show in the gradient.
def orthogonal(self, g: Tensor) -> Tensor:
  x = torch.to(torch.div(g, torch.add(torch.norm(g), 1e-07)), 15)
  tall = torch.size(x, 0) > torch.size(x, 1)
  if tall:
    x = torch.t(x)
  for i in range(5):
    a = torch.matmul(x, torch.t(x))
    b = torch.add(torch.mul(a, -4.775), torch.mul(torch.matmul(a, a), 2.0315))
    x = torch.add(torch.mul(x, 3.4445), torch.matmul(b, x))
  if tall:
    x = torch.t(x)
  return torch.to(x, 6)

def muon(self, p: Tensor, m: Tensor, g: Tensor, rate: float, decay: float) -> Tensor:
  torch.add_(torch.mul_(m, 0.9), g)
  step = self.orthogonal(torch.flatten(torch.add(g, m, alpha=0.9), 1))
  length = rate
  if torch.size(step, 0) > torch.size(step, 1):
    length = rate * (float(torch.size(step, 0)) / float(torch.size(step, 1))) ** 0.5
  torch.mul_(p, 1. - rate * decay)
  return torch.add_(p, torch.reshape(step, torch.size(p)), alpha=(- length))

# One step for all weights of keys, with gradients cut to a length of 1 all together; m.<key>, v.<key>: moments (a weight without v.
# is Muon's); e.<key>: the mean of the weight over the last steps, which is what is used afterwards. schedule: [5] learning rate, weight decay,
# step (from 1), share of the new weight in that mean, learning rate of Muon.
def optimise_all(self, w: Dict[str, Tensor], keys: List[str], grads: List[Optional[Tensor]], schedule: Tensor) -> Tensor:
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
    if torch.__contains__(w, "v." + key):
      self.adamw(w[key], w["m." + key], w["v." + key], torch.mul(g, cut), rate, decay, first, second)
    else:
      self.muon(w[key], w["m." + key], g, float(schedule[4]), decay)
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

# The weights below a prefix, without it.
def below(self, w: Dict[str, Tensor], prefix: str) -> Dict[str, Tensor]:
  part = annotate(Dict[str, Tensor], {})
  for key in torch.keys(w):
    if torch.startswith(key, prefix):
      part[torch.slice(key, torch.len(prefix), 9223372036854775807, 1)] = w[key]
  return part
