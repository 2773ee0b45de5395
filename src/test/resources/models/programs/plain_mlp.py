# The plain baseline of the benchmark: input -> hidden -> ReLU -> classes, steps of Adam over all rows at once. Gradients are
# written out. x: [n, input]; y: [n, classes] one-hot; w1 [hidden, input], b1, w2 [classes, hidden], b2 and Adam's moments of each
# (m1 … m4, v1 … v4) are updated in place. taken: steps behind them.

def adam(self, p: Tensor, m: Tensor, v: Tensor, g: Tensor, t: int, rate: float) -> Tensor:
  a = torch.add_(torch.mul_(m, 0.9), g, alpha=0.1)
  b = torch.addcmul_(torch.mul_(v, 0.999), g, g, value=0.001)
  root = torch.add_(torch.div_(torch.sqrt(v), (1. - 0.999 ** t) ** 0.5), 1e-8)
  return torch.addcdiv_(p, m, root, value=0. - rate / (1. - 0.9 ** t))

def plain_train(self, x: Tensor, y: Tensor, p: Dict[str, Tensor], steps: int, taken: int, rate: float) -> Tensor:
  n = torch.size(x, 0)
  loss = torch.zeros([1])
  for s in range(steps):
    h = torch.relu(torch.addmm(p["b1"], x, torch.t(p["w1"])))
    logp = torch.log_softmax(torch.addmm(p["b2"], h, torch.t(p["w2"])), 1)
    loss = torch.neg(torch.div(torch.sum(torch.mul(logp, y)), n))
    dz2 = torch.div(torch.sub(torch.exp(logp), y), n)
    dz1 = torch.mul(torch.mm(dz2, p["w2"]), torch.type_as(torch.gt(h, 0), x))
    t = taken + s + 1
    c1 = self.adam(p["w1"], p["m1"], p["v1"], torch.mm(torch.t(dz1), x), t, rate)
    c2 = self.adam(p["b1"], p["m2"], p["v2"], torch.sum(dz1, [0]), t, rate)
    c3 = self.adam(p["w2"], p["m3"], p["v3"], torch.mm(torch.t(dz2), h), t, rate)
    c4 = self.adam(p["b2"], p["m4"], p["v4"], torch.sum(dz2, [0]), t, rate)
  return loss

def plain_score(self, x: Tensor, p: Dict[str, Tensor]) -> Tensor:
  return torch.addmm(p["b2"], torch.relu(torch.addmm(p["b1"], x, torch.t(p["w1"]))), torch.t(p["w2"]))
