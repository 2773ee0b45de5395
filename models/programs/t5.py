# T5 v1.1's encoder (Raffel et al. 2020): pre-norm blocks, root mean square norms, no biases, one table of relative positions for
# all blocks, attention that is not scaled. Weight names are Hugging Face's. Products are in products.py or products_onednn.py.
# ids: [batch, tokens] int64. What pads a text is looked at like any other token. Returns [batch, tokens, width] float32.

def rms_norm(self, x: Tensor, weight: Tensor, eps: float) -> Tensor:
  return torch.rms_norm(x, [torch.size(x, -1)], weight, eps)

# Which row of the table says how token i sees token j: half of the rows for what stands behind it; of each half, one row per
# distance up to a half of them, then rows for distances that grow geometrically up to max_distance. Returns [tokens, tokens] int64.
def position_buckets(self, like: Tensor, tokens: int, buckets: int, max_distance: int) -> Tensor:
  half = buckets // 2
  exact = half // 2
  at = torch.arange(tokens, device=like.device)
  distance = torch.sub(torch.unsqueeze(at, 0), torch.unsqueeze(at, 1))
  behind = torch.mul(torch.to(torch.gt(distance, 0), 4), half)
  far = torch.abs(distance)
  ratio = torch.div(torch.to(torch.clamp_min(far, 1), 6), float(exact))
  reach = torch.log(torch.div(torch.full([1], float(max_distance), dtype=6, device=like.device), float(exact)))
  grown = torch.add(torch.to(torch.mul(torch.div(torch.log(ratio), reach), float(half - exact)), 4), exact)
  grown = torch.clamp_max(grown, half - 1)
  return torch.add(behind, torch.where(torch.lt(far, exact), far, grown))

# Added to the attention's logits. Returns [1, heads, tokens, tokens].
def position_bias(self, w: Dict[str, Tensor], tokens: int, buckets: int, max_distance: int) -> Tensor:
  table = w["encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight"]
  rows = torch.embedding(table, self.position_buckets(table, tokens, buckets, max_distance))
  return torch.contiguous(torch.unsqueeze(torch.permute(rows, [2, 0, 1]), 0))

def heads_of(self, x: Tensor, heads: int) -> Tensor:
  n = torch.size(x, 0)
  t = torch.size(x, 1)
  return torch.transpose(torch.reshape(x, [n, t, heads, torch.size(x, 2) // heads]), 1, 2)

def t5_block(self, x: Tensor, bias: Tensor, w: Dict[str, Tensor], name: str, heads: int, eps: float) -> Tensor:
  attention = name + ".layer.0.SelfAttention"
  h = self.rms_norm(x, w[name + ".layer.0.layer_norm.weight"], eps)
  q = self.heads_of(self.product(h, w[attention + ".q.weight"], None), heads)
  k = self.heads_of(self.product(h, w[attention + ".k.weight"], None), heads)
  v = self.heads_of(self.product(h, w[attention + ".v.weight"], None), heads)
  a = torch.scaled_dot_product_attention(q, k, v, bias, 0., False, scale=1.)
  a = torch.flatten(torch.transpose(a, 1, 2), 2)
  x = self.added(a, w[attention + ".o.weight"], None, x)
  dense = name + ".layer.1.DenseReluDense"
  h = self.rms_norm(x, w[name + ".layer.1.layer_norm.weight"], eps)
  gate = self.hidden(h, w[dense + ".wi_0.weight"], None, "gelu_tanh")
  h = torch.mul(gate, self.product(h, w[dense + ".wi_1.weight"], None))
  return self.added(h, w[dense + ".wo.weight"], None, x)

# layers, heads, buckets, max_distance: num_layers, num_heads, relative_attention_num_buckets, relative_attention_max_distance.
def encode_t5(self, ids: Tensor, w: Dict[str, Tensor], layers: int, heads: int, buckets: int, max_distance: int, eps: float) -> Tensor:
  x = torch.embedding(w["shared.weight"], ids)
  bias = torch.type_as(self.position_bias(w, torch.size(ids, 1), buckets, max_distance), x)
  for i in range(layers):
    x = self.t5_block(x, bias, w, "encoder.block." + str(i), heads, eps)
  return torch.to(self.rms_norm(x, w["encoder.final_layer_norm.weight"], eps), 6)
