# Matrix products with their neighbours, in the engine's common operators: any device, any precision, and gradients.
# products_onednn.py has the same methods for processors on which the engine can arrange the weights beforehand.
# Shapes: x is [batch, tokens, in], weight [out, in], bias [out].

# Keeps a tensor in a precision (6 is float32, 15 bfloat16, 5 float16). packed and factor: see products_onednn.py.
def put(self, w: Dict[str, Tensor], name: str, x: Tensor, dtype: int, packed: bool, factor: float) -> int:
  w[name] = torch.to(x, dtype)
  return torch.len(w)

def product(self, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  return torch.linear(x, weight, bias)

# quick_gelu is x * sigmoid(1.702 x); otherwise the exact GELU with the error function.
def hidden(self, x: Tensor, weight: Tensor, bias: Tensor, quick_gelu: bool) -> Tensor:
  h = torch.linear(x, weight, bias)
  if quick_gelu:
    y = torch.mul(h, torch.sigmoid(torch.mul(h, 1.702)))
  else:
    y = torch.gelu(h)
  return y

# The product added to other.
def added(self, x: Tensor, weight: Tensor, bias: Tensor, other: Tensor) -> Tensor:
  return torch.add(other, torch.linear(x, weight, bias))
