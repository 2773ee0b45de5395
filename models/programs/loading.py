# What happens to weights while they are read.

# A piece of a large tensor: x is [elements], float32.
def fill(self, x: Tensor, piece: Tensor, start: int) -> int:
  torch.copy_(torch.slice(x, 0, start, start + torch.size(piece, 0)), piece)
  return start

# A small product in every way that products knows, to see whether this engine can on this processor.
def try_products(self, dtype: int) -> Tensor:
  w = annotate(Dict[str, Tensor], {})
  n = self.put(w, "weight", torch.ones([64, 64]), dtype, True, 1.)
  n = self.put(w, "bias", torch.ones([64]), dtype, False, 1.)
  x = self.product(torch.to(torch.ones([8, 64]), dtype), w["weight"], None)
  x = self.added(self.hidden(x, w["weight"], w["bias"], "quick_gelu"), w["weight"], w["bias"], x)
  return torch.to(self.hidden(x, w["weight"], w["bias"], "gelu"), 6)
