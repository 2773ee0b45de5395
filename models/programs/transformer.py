# The pre-norm residual attention blocks that both CLIP towers are made of. Weight names are open_clip's.
# Shapes: x is [batch, tokens, width].

def layer_norm(self, x: Tensor, w: Dict[str, Tensor], name: str, eps: float) -> Tensor:
  return torch.layer_norm(x, [torch.size(x, -1)], w[name + ".weight"], w[name + ".bias"], eps)

def linear(self, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  return torch.linear(x, w[name + ".weight"], w[name + ".bias"])

# Multi-head self-attention; in_proj stacks the rows of q, k and v.
def attention(self, x: Tensor, w: Dict[str, Tensor], name: str, heads: int, causal: bool) -> Tensor:
  n = torch.size(x, 0)
  t = torch.size(x, 1)
  d = torch.size(x, 2)
  qkv = torch.linear(x, w[name + ".in_proj_weight"], w[name + ".in_proj_bias"])
  qkv = torch.permute(torch.reshape(qkv, [n, t, 3, heads, d // heads]), [2, 0, 3, 1, 4])
  q = torch.select(qkv, 0, 0)
  k = torch.select(qkv, 0, 1)
  v = torch.select(qkv, 0, 2)
  a = torch.scaled_dot_product_attention(q, k, v, None, 0., causal)
  a = torch.reshape(torch.transpose(a, 1, 2), [n, t, d])
  return self.linear(a, w, name + ".out_proj")

# quick_gelu is x * sigmoid(1.702 x); otherwise the exact GELU with the error function.
def activation(self, x: Tensor, quick_gelu: bool) -> Tensor:
  if quick_gelu:
    y = torch.mul(x, torch.sigmoid(torch.mul(x, 1.702)))
  else:
    y = torch.gelu(x)
  return y

def block(self, x: Tensor, w: Dict[str, Tensor], name: str, heads: int, causal: bool, quick_gelu: bool, eps: float) -> Tensor:
  a = torch.add(x, self.attention(self.layer_norm(x, w, name + ".ln_1", eps), w, name + ".attn", heads, causal))
  h = self.linear(self.layer_norm(a, w, name + ".ln_2", eps), w, name + ".mlp.c_fc")
  return torch.add(a, self.linear(self.activation(h, quick_gelu), w, name + ".mlp.c_proj"))

def blocks(self, x: Tensor, w: Dict[str, Tensor], name: str, layers: int, heads: int, causal: bool, quick_gelu: bool, eps: float) -> Tensor:
  h = x
  for i in range(layers):
    h = self.block(h, w, name + ".resblocks." + str(i), heads, causal, quick_gelu, eps)
  return h
