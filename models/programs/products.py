# Matrix products with their neighbours, in the engine's common operators: any device, any precision, and gradients.
# products_onednn.py has the same methods for processors on which the engine can arrange the weights beforehand.
# Shapes: x is [batch, tokens, in], weight [out, in], bias [out].

# Keeps a tensor in a precision (6 is float32, 15 bfloat16, 5 float16). packed and factor: see products_onednn.py.
def put(self, w: Dict[str, Tensor], name: str, x: Tensor, dtype: int, packed: bool, factor: float) -> int:
  w[name] = torch.to(x, dtype)
  return torch.len(w)

def product(self, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  return torch.linear(x, weight, bias)

# activation: gelu (exact, with the error function), gelu_tanh (its approximation) or quick_gelu, x * sigmoid(1.702 x).
def hidden(self, x: Tensor, weight: Tensor, bias: Optional[Tensor], activation: str) -> Tensor:
  h = torch.linear(x, weight, bias)
  if activation == "quick_gelu":
    y = torch.mul(h, torch.sigmoid(torch.mul(h, 1.702)))
  elif activation == "gelu_tanh":
    y = torch.gelu(h, approximate="tanh")
  else:
    y = torch.gelu(h)
  return y

# The product added to other.
def added(self, x: Tensor, weight: Tensor, bias: Optional[Tensor], other: Tensor) -> Tensor:
  return torch.add(other, torch.linear(x, weight, bias))
