# What is learned of golden noise: a selector, which tells how likely a noise is to be golden for a prompt, and a refiner, which moves a noise
# towards golden ones. Which noise is good depends on what is asked for, so both look at products of noise and prompt.

# The logit of each row's being golden: [n]. x: [n, features] of the noise; c: [n, prompt], the description of the prompt. A direction of the
# noise that the prompt chooses, one that is good for all prompts, and how easy the prompt is: w.both.weight [prompt, features], x.weight
# [1, features], c.weight [1, prompt], bias [1]. Deeper networks were tried: with as few labels, they learn the labels by heart.
def selector_logits(self, x: Tensor, c: Tensor, w: Dict[str, Tensor]) -> Tensor:
  both = torch.sum(torch.mul(torch.matmul(c, w["both.weight"]), x), [1])
  alone = torch.squeeze(torch.add(torch.mul(torch.linear(x, w["x.weight"], None), 0.3), torch.linear(c, w["c.weight"], w["bias"])), 1)
  return torch.add(both, alone)

# The change of each row: [n, features]. w.x.weight [rank, features], c.weight [rank, prompt], c.bias [rank], h.weight [hidden, 3 * rank],
# h.bias [hidden], o.weight [features, hidden], o.bias [features].
def refiner_change(self, x: Tensor, c: Tensor, w: Dict[str, Tensor]) -> Tensor:
  seen = torch.linear(x, w["x.weight"], None)
  asked = torch.linear(c, w["c.weight"], w["c.bias"])
  both = torch.cat([seen, asked, torch.mul(seen, asked)], 1)
  h = torch.gelu(torch.linear(both, w["h.weight"], w["h.bias"]))
  return torch.linear(h, w["o.weight"], w["o.bias"])

# AdamW in place. m.<key>, v.<key>: moments. Biases are not decayed.
def golden_adamw(self, w: Dict[str, Tensor], keys: List[str], grads: List[Optional[Tensor]], rate: float, decay: float, step: float) -> int:
  first = 1. - 0.9 ** step
  second = (1. - 0.999 ** step) ** 0.5
  for i in range(torch.len(keys)):
    key = keys[i]
    g = unchecked_cast(Tensor, grads[i])
    m = w["m." + key]
    v = w["v." + key]
    a = torch.lerp_(m, g, 0.1)
    b = torch.addcmul_(torch.mul_(v, 0.999), g, g, value=0.001)
    if torch.dim(w[key]) > 1:
      d = torch.mul_(w[key], 1. - rate * decay)
    e = torch.addcdiv_(w[key], m, torch.add_(torch.div_(torch.sqrt(v), second), 1e-08), value=(- rate / first))
  return torch.len(keys)

# A round of steps. x: [n, features]; c: [prompts, prompt]; of: [n], each row's prompt; y: [n], 1 for golden (selector), or [n, features], the
# noise to move to (refiner). order: [steps, batch] rows. schedule: rate, decay, steps taken before. w holds weights and moments, which are
# updated in place. Returns the mean loss: cross-entropy, or the mean square of what is left of the way.
def golden_train(self, x: Tensor, c: Tensor, of: Tensor, y: Tensor, order: Tensor, schedule: Tensor, w: Dict[str, Tensor]) -> Tensor:
  rate = float(schedule[0])
  decay = float(schedule[1])
  taken = float(schedule[2])
  keys = annotate(List[str], [])
  for key in torch.keys(w):
    if torch.__contains__(w, "m." + key):
      torch.append(keys, key)
  total = torch.zeros([1])
  steps = torch.size(order, 0)
  for s in range(steps):
    torch.set_grad_enabled(True)
    params = annotate(List[Tensor], [])
    live = annotate(Dict[str, Tensor], {})
    for key in keys:
      p = torch.requires_grad_(torch.detach(w[key]), True)
      torch.append(params, p)
      live[key] = p
    rows = torch.select(order, 0, s)
    xs = torch.index_select(x, 0, rows)
    cs = torch.index_select(c, 0, torch.index_select(of, 0, rows))
    ys = torch.index_select(y, 0, rows)
    if torch.dim(y) == 1:
      loss = torch.binary_cross_entropy_with_logits(self.selector_logits(xs, cs, live), ys)
    else:
      loss = torch.mse_loss(torch.add(xs, self.refiner_change(xs, cs, live)), ys)
    found = torch.autograd.grad([loss], params)
    torch.set_grad_enabled(False)
    done = self.golden_adamw(w, keys, found, rate, decay, taken + s + 1.)
    sum = torch.add_(total, torch.detach(loss))
    torch.set_grad_enabled(True)
  return torch.div(torch.detach(total), steps)
