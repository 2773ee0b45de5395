# The methods of products.py in operators of oneDNN: weights are arranged once, when they are put, and bias, activation and
# sum are part of the product. For processors; no gradients.

# packed: the weight of a product, which from now on only product, hidden and added can read. factor: quick_gelu is
# swish(1.702 x) / 1.702, so that the two factors go into the weights before and after it.
def put(self, w: Dict[str, Tensor], name: str, x: Tensor, dtype: int, packed: bool, factor: float) -> int:
  y = torch.to(torch.mul(x, factor), dtype)
  if packed:
    w[name] = ops.mkldnn._reorder_linear_weight(y, 1024)
  else:
    w[name] = y
  return torch.len(w)

def product(self, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  return ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")

def hidden(self, x: Tensor, weight: Tensor, bias: Optional[Tensor], activation: str) -> Tensor:
  name = "gelu"
  algorithm = "none"
  if activation == "quick_gelu":
    name = "swish"
    algorithm = ""
  elif activation == "gelu_tanh":
    algorithm = "tanh"
  return ops.mkldnn._linear_pointwise(x, weight, bias, name, annotate(List[Optional[number]], []), algorithm)

def added(self, x: Tensor, weight: Tensor, bias: Optional[Tensor], other: Tensor) -> Tensor:
  return ops.mkldnn._linear_pointwise(x, other, weight, bias, "add")
