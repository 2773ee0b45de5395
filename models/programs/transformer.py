# The pre-norm residual attention blocks that both CLIP towers are made of. Weight names are open_clip's. Products are in
# products.py or products_onednn.py.
# Shapes: x is [batch, tokens, width].

def layer_norm(self, x: Tensor, w: Dict[str, Tensor], name: str, eps: float) -> Tensor:
  return torch.layer_norm(x, [torch.size(x, -1)], w[name + ".weight"], w[name + ".bias"], eps)

def linear(self, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  return self.product(x, w[name + ".weight"], w[name + ".bias"])

def gelu_name(self, quick: bool) -> str:
  name = "gelu"
  if quick:
    name = "quick_gelu"
  return name

# Multi-head self-attention before its last product; in_proj stacks the rows of q, k and v.
def attention(self, x: Tensor, w: Dict[str, Tensor], name: str, heads: int, causal: bool) -> Tensor:
  n = torch.size(x, 0)
  t = torch.size(x, 1)
  d = torch.size(x, 2)
  qkv = self.product(x, w[name + ".in_proj_weight"], w[name + ".in_proj_bias"])
  qkv = torch.permute(torch.reshape(qkv, [n, t, 3, heads, d // heads]), [2, 0, 3, 1, 4])
  q = torch.select(qkv, 0, 0)
  k = torch.select(qkv, 0, 1)
  v = torch.select(qkv, 0, 2)
  a = torch.scaled_dot_product_attention(q, k, v, None, 0., causal)
  return torch.reshape(torch.transpose(a, 1, 2), [n, t, d])

# The same where only one token of each row asks. asking: [batch, width]; mask: [batch, 1, 1, tokens], true where it may look.
def attention_of_one(self, asking: Tensor, x: Tensor, mask: Optional[Tensor], w: Dict[str, Tensor], name: str, heads: int) -> Tensor:
  n = torch.size(x, 0)
  t = torch.size(x, 1)
  d = torch.size(x, 2)
  weight = w[name + ".in_proj_weight"]
  bias = w[name + ".in_proj_bias"]
  q = torch.linear(asking, torch.slice(weight, 0, 0, d), torch.slice(bias, 0, 0, d))
  q = torch.reshape(q, [n, heads, 1, d // heads])
  kv = torch.linear(x, torch.slice(weight, 0, d, 3 * d), torch.slice(bias, 0, d, 3 * d))
  kv = torch.permute(torch.reshape(kv, [n, t, 2, heads, d // heads]), [2, 0, 3, 1, 4])
  a = torch.scaled_dot_product_attention(q, torch.select(kv, 0, 0), torch.select(kv, 0, 1), mask)
  return torch.reshape(a, [n, d])

# What attention adds to x, and what the two layers behind it add to that.
def rest_of_block(self, x: Tensor, attended: Tensor, w: Dict[str, Tensor], name: str, activation: str, eps: float) -> Tensor:
  a = self.added(attended, w[name + ".attn.out_proj.weight"], w[name + ".attn.out_proj.bias"], x)
  h = self.hidden(self.layer_norm(a, w, name + ".ln_2", eps), w[name + ".mlp.c_fc.weight"], w[name + ".mlp.c_fc.bias"], activation)
  return self.added(h, w[name + ".mlp.c_proj.weight"], w[name + ".mlp.c_proj.bias"], a)

def block(self, x: Tensor, w: Dict[str, Tensor], name: str, heads: int, causal: bool, activation: str, eps: float) -> Tensor:
  attended = self.attention(self.layer_norm(x, w, name + ".ln_1", eps), w, name + ".attn", heads, causal)
  return self.rest_of_block(x, attended, w, name, activation, eps)

# All blocks, and of the last one only what becomes of one token of each row: nothing else of it is ever looked at.
# at: [batch] int64, which one. causal: a token looks at itself and those before it. Returns [batch, width].
def blocks(self, x: Tensor, at: Tensor, w: Dict[str, Tensor], name: str, layers: int, heads: int, causal: bool, activation: str, eps: float) -> Tensor:
  h = x
  for i in range(layers - 1):
    h = self.block(h, w, name + ".resblocks." + str(i), heads, causal, activation, eps)
  last = name + ".resblocks." + str(layers - 1)
  normed = self.layer_norm(h, w, last + ".ln_1", eps)
  rows = torch.arange(torch.size(h, 0), device=h.device)
  mask = annotate(Optional[Tensor], None)
  if causal:
    places = torch.unsqueeze(torch.arange(torch.size(h, 1), device=h.device), 0)
    mask = torch.unsqueeze(torch.unsqueeze(torch.le(places, torch.unsqueeze(at, 1)), 1), 1)
  attended = self.attention_of_one(torch.index(normed, [rows, at]), normed, mask, w, last + ".attn", heads)
  return self.rest_of_block(torch.index(h, [rows, at]), attended, w, last, activation, eps)
