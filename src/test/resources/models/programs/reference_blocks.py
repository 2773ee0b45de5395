# What transformer.py's shortcut has to equal: every token through every block, and one of each row taken at the end.
def all_blocks(self, x: Tensor, at: Tensor, w: Dict[str, Tensor], layers: int, heads: int, causal: bool) -> Tensor:
  h = x
  for i in range(layers):
    h = self.block(h, w, "t.resblocks." + str(i), heads, causal, "gelu", 1e-05)
  return torch.index(h, [torch.arange(torch.size(h, 0)), at])

def short_blocks(self, x: Tensor, at: Tensor, w: Dict[str, Tensor], layers: int, heads: int, causal: bool) -> Tensor:
  return self.blocks(x, at, w, "t", layers, heads, causal, "gelu", 1e-05)

# One hidden layer and the layer behind it, added to other.
def layers_of(self, x: Tensor, other: Tensor, w: Dict[str, Tensor], activation: str) -> Tensor:
  return self.added(self.hidden(x, w["in"], w["hidden bias"], activation), w["out"], w["bias"], other)

# More memory than any machine has.
def too_much(self, count: int) -> Tensor:
  return torch.zeros([count], dtype=6)
