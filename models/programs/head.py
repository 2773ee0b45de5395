# The head that is trained while one labels: input -> hidden -> ReLU -> dropout -> classes. All parameters lie in one flat
# vector p: w1 [hidden, input], b1 [hidden], w2 [classes, hidden], b2 [classes]. Inputs are standardised by mean and scale.

def head_w1(self, p: Tensor, hidden: int, input: int) -> Tensor:
  return torch.reshape(torch.narrow(p, 0, 0, hidden * input), [hidden, input])

def head_b1(self, p: Tensor, hidden: int, input: int) -> Tensor:
  return torch.narrow(p, 0, hidden * input, hidden)

def head_w2(self, p: Tensor, hidden: int, input: int, classes: int) -> Tensor:
  return torch.reshape(torch.narrow(p, 0, hidden * input + hidden, classes * hidden), [classes, hidden])

def head_b2(self, p: Tensor, hidden: int, input: int, classes: int) -> Tensor:
  return torch.narrow(p, 0, hidden * input + hidden + classes * hidden, classes)

# The whole training loop. x: [n, input] raw; y: [n, classes] one-hot; order: [steps, batch] rows of x; noise: [steps, batch,
# hidden] bytes, below 51 (of 256, so 0.2) drops the unit. p and Adam's moments m, v are updated in place; taken is the number
# of steps they have behind them. The gradients are written out: with two layers that is short, and four times as fast as
# recording them. Returns the mean loss of each step.
def head_train(self, x: Tensor, y: Tensor, mean: Tensor, scale: Tensor, p: Tensor, m: Tensor, v: Tensor, order: Tensor, noise: Tensor, taken: int, rate: float, decay: float) -> Tensor:
  steps = torch.size(order, 0)
  batch = torch.size(order, 1)
  hidden = torch.size(noise, 2)
  input = torch.size(x, 1)
  classes = torch.size(y, 1)
  w1 = self.head_w1(p, hidden, input)
  b1 = self.head_b1(p, hidden, input)
  w2 = self.head_w2(p, hidden, input, classes)
  b2 = self.head_b2(p, hidden, input, classes)
  g = torch.zeros_like(p)
  gw1 = self.head_w1(g, hidden, input)
  gb1 = self.head_b1(g, hidden, input)
  gw2 = self.head_w2(g, hidden, input, classes)
  gb2 = self.head_b2(g, hidden, input, classes)
  standard = torch.div(torch.sub(x, mean), scale)
  losses = torch.zeros([steps])
  for s in range(steps):
    rows = torch.select(order, 0, s)
    xb = torch.index_select(standard, 0, rows)
    yb = torch.index_select(y, 0, rows)
    keep = torch.mul(torch.type_as(torch.ge(torch.select(noise, 0, s), 51), x), 1.2487804878)
    z1 = torch.addmm(b1, xb, torch.t(w1))
    keep = torch.mul_(keep, torch.type_as(torch.gt(z1, 0), x))
    h = torch.mul(z1, keep)
    logp = torch.log_softmax(torch.addmm(b2, h, torch.t(w2)), 1)
    loss = torch.neg(torch.div(torch.sum(torch.mul(logp, yb)), batch))
    l = torch.copy_(torch.select(losses, 0, s), loss)
    dz2 = torch.div(torch.sub(torch.exp(logp), yb), batch)
    dz1 = torch.mul_(torch.mm(dz2, w2), keep)
    c1 = torch.copy_(gw1, torch.mm(torch.t(dz1), xb))
    c2 = torch.copy_(gb1, torch.sum(dz1, [0]))
    c3 = torch.copy_(gw2, torch.mm(torch.t(dz2), h))
    c4 = torch.copy_(gb2, torch.sum(dz2, [0]))
    t = taken + s + 1
    lr = rate * (1. - 0.9 * s / steps)
    a1 = torch.add_(torch.mul_(m, 0.9), g, alpha=0.1)
    a2 = torch.addcmul_(torch.mul_(v, 0.999), g, g, value=0.001)
    root = torch.add_(torch.div_(torch.sqrt(v), (1. - 0.999 ** t) ** 0.5), 1e-8)
    shrunk = torch.mul_(p, 1. - lr * decay)
    moved = torch.addcdiv_(p, m, root, value=0. - lr / (1. - 0.9 ** t))
  return losses

# Logits of all classes for raw rows x [n, input] of any float type, in blocks so that the hidden layer stays in the cache.
def head_score(self, x: Tensor, mean: Tensor, scale: Tensor, p: Tensor, hidden: int, classes: int) -> Tensor:
  n = torch.size(x, 0)
  input = torch.size(x, 1)
  w1 = torch.div(self.head_w1(p, hidden, input), scale)
  b1 = torch.sub(self.head_b1(p, hidden, input), torch.mv(w1, mean))
  t1 = torch.t(w1)
  w2 = torch.t(self.head_w2(p, hidden, input, classes))
  b2 = self.head_b2(p, hidden, input, classes)
  block = 1024
  out = torch.zeros([n, classes])
  for i in range((n + block - 1) // block):
    from_ = i * block
    size = block
    if from_ + size > n:
      size = n - from_
    rows = torch.type_as(torch.narrow(x, 0, from_, size), p)
    h = torch.relu_(torch.addmm(b1, rows, t1))
    filled = torch.copy_(torch.narrow(out, 0, from_, size), torch.addmm(b2, h, w2))
  return out
