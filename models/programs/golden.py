# What is learned of golden noise: a selector, which tells how likely a noise is to be golden for a prompt, and a refiner, which moves a noise
# towards golden ones. Which noise is good depends on what is asked for, so both look at products of noise and prompt.

# The logit of each row's being golden: [n]. x: [n, features] of the noise; c: [n, prompt], the description of the prompt. A direction of the
# noise that the prompt chooses, one that is good for all prompts, and how easy the prompt is: w.both.weight [prompt, features], x.weight
# [1, features], c.weight [1, prompt], bias [1]. Deeper networks were tried: with as few labels, they learn the labels by heart.
def selector_logits(self, x: Tensor, c: Tensor, w: Dict[str, Tensor]) -> Tensor:
  both = torch.sum(torch.mul(torch.matmul(c, w["both.weight"]), x), [1])
  alone = torch.squeeze(torch.add(torch.mul(torch.linear(x, w["x.weight"], None), 0.3), torch.linear(c, w["c.weight"], w["bias"])), 1)
  return torch.add(both, alone)

# The gradient of a sum of r times logit, by both.weight, x.weight, c.weight and bias.
def selector_slope(self, x: Tensor, c: Tensor, r: Tensor) -> List[Tensor]:
  column = torch.unsqueeze(r, 1)
  both = torch.matmul(torch.t(c), torch.mul(x, column))
  alone = torch.mul(torch.matmul(torch.t(column), x), 0.3)
  return [both, alone, torch.matmul(torch.t(column), c), torch.reshape(torch.sum(r), [1])]

def selector_keys(self) -> List[str]:
  return ["both.weight", "x.weight", "c.weight", "bias"]

# The largest eigenvalue of the second moments of what the weights are multiplied by, by power iteration from a slope: four times the
# curvature that the cross-entropy has at most.
def selector_curvature(self, x: Tensor, c: Tensor, of: Tensor, y: Tensor, w: Dict[str, Tensor]) -> Tensor:
  rows = torch.index_select(c, 0, of)
  n = torch.size(x, 0)
  v = self.selector_slope(x, rows, torch.sub(y, torch.mean(y)))
  keys = self.selector_keys()
  size = torch.ones([1])
  for i in range(12):
    squares = torch.zeros([1])
    for t in v:
      squares = torch.add(squares, torch.sum(torch.mul(t, t)))
    size = torch.clamp_min(torch.sqrt(squares), 1e-20)
    unit = annotate(Dict[str, Tensor], {})
    for k in range(torch.len(keys)):
      unit[keys[k]] = torch.div(v[k], size)
    v = self.selector_slope(x, rows, torch.div(self.selector_logits(x, rows, unit), n))
  return size

# Some steps down the mean cross-entropy of all rows, with momentum, in place: m.<key>. Steps are in proportion to the slope, and not of one
# size as Adam's, since most of the many directions hold nothing but chance. offset and m.offset, [prompts]: what is left of each prompt's
# easiness, so that it is not explained by noise; new prompts have none. y: [n], 1 for golden.
def selector_descend(self, x: Tensor, c: Tensor, of: Tensor, y: Tensor, w: Dict[str, Tensor], rate: float, steps: int) -> int:
  rows = torch.index_select(c, 0, of)
  n = torch.size(x, 0)
  keys = self.selector_keys()
  for s in range(steps):
    logits = torch.add(self.selector_logits(x, rows, w), torch.index_select(w["offset"], 0, of))
    r = torch.div(torch.sub(torch.sigmoid(logits), y), n)
    slope = self.selector_slope(x, rows, r)
    for k in range(torch.len(keys)):
      key = keys[k]
      a = torch.add_(torch.mul_(w["m." + key], 0.8), slope[k])
      b = torch.add_(w[key], w["m." + key], alpha=(- rate))
    o = torch.index_add_(torch.mul_(w["m.offset"], 0.8), 0, of, r)
    p = torch.add_(w["offset"], w["m.offset"], alpha=(- rate))
  return steps

# The change of each row: [n, features]. w.x.weight [rank, features], c.weight [rank, prompt], c.bias [rank], h.weight [hidden, 3 * rank],
# h.bias [hidden], o.weight [features, hidden], o.bias [features].
def refiner_change(self, x: Tensor, c: Tensor, w: Dict[str, Tensor]) -> Tensor:
  seen = torch.linear(x, w["x.weight"], None)
  asked = torch.linear(c, w["c.weight"], w["c.bias"])
  both = torch.cat([seen, asked, torch.mul(seen, asked)], 1)
  h = torch.gelu(torch.linear(both, w["h.weight"], w["h.bias"]))
  return torch.linear(h, w["o.weight"], w["o.bias"])

# AdamW in place. m.<key>, v.<key>: moments. Biases are not decayed.
def refiner_adamw(self, w: Dict[str, Tensor], keys: List[str], grads: List[Optional[Tensor]], rate: float, decay: float, step: float) -> int:
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

# A round of a refiner's steps. x: [n, features]; c: [prompts, prompt]; of: [n], each row's prompt; y: [n, features], the noise to move to.
# order: [steps, batch] rows. schedule: rate, decay, steps taken before. w holds weights and moments, which are updated in place. Returns the
# mean square of what is left of the way.
def refiner_train(self, x: Tensor, c: Tensor, of: Tensor, y: Tensor, order: Tensor, schedule: Tensor, w: Dict[str, Tensor]) -> Tensor:
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
    loss = torch.mse_loss(torch.add(xs, self.refiner_change(xs, cs, live)), ys)
    found = torch.autograd.grad([loss], params)
    torch.set_grad_enabled(False)
    done = self.refiner_adamw(w, keys, found, rate, decay, taken + s + 1.)
    sum = torch.add_(total, torch.detach(loss))
    torch.set_grad_enabled(True)
  return torch.div(torch.detach(total), steps)
