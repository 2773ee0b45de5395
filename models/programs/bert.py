# BERT encoders that were trained to embed sentences. Weight names are Hugging Face's; post-norm residual blocks.
# ids: [batch, tokens] int64, padded behind each text; lengths: [batch] int64, at least 1.
# Returns [batch, width], pooled over each text's own tokens or taken from its first token, at unit length.

def norm(self, x: Tensor, w: Dict[str, Tensor], name: str, eps: float) -> Tensor:
  return torch.layer_norm(x, [torch.size(x, -1)], w[name + ".weight"], w[name + ".bias"], eps)

def dense(self, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  return torch.linear(x, w[name + ".weight"], w[name + ".bias"])

def heads_of(self, x: Tensor, heads: int) -> Tensor:
  n = torch.size(x, 0)
  t = torch.size(x, 1)
  return torch.transpose(torch.reshape(x, [n, t, heads, torch.size(x, 2) // heads]), 1, 2)

def layer(self, x: Tensor, mask: Tensor, w: Dict[str, Tensor], name: str, heads: int, eps: float) -> Tensor:
  q = self.heads_of(self.dense(x, w, name + ".attention.self.query"), heads)
  k = self.heads_of(self.dense(x, w, name + ".attention.self.key"), heads)
  v = self.heads_of(self.dense(x, w, name + ".attention.self.value"), heads)
  a = torch.scaled_dot_product_attention(q, k, v, mask, 0., False)
  a = torch.reshape(torch.transpose(a, 1, 2), [torch.size(x, 0), torch.size(x, 1), torch.size(x, 2)])
  a = torch.add(x, self.dense(a, w, name + ".attention.output.dense"))
  a = self.norm(a, w, name + ".attention.output.LayerNorm", eps)
  h = torch.gelu(self.dense(a, w, name + ".intermediate.dense"))
  return self.norm(torch.add(a, self.dense(h, w, name + ".output.dense")), w, name + ".output.LayerNorm", eps)

def encode(self, ids: Tensor, lengths: Tensor, w: Dict[str, Tensor], layers: int, heads: int, eps: float, first: bool) -> Tensor:
  t = torch.size(ids, 1)
  x = torch.embedding(w["embeddings.word_embeddings.weight"], ids)
  x = torch.add(x, torch.slice(w["embeddings.position_embeddings.weight"], 0, 0, t))
  x = torch.add(x, torch.select(w["embeddings.token_type_embeddings.weight"], 0, 0))
  x = self.norm(x, w, "embeddings.LayerNorm", eps)
  real = torch.lt(torch.unsqueeze(torch.arange(t, device=ids.device), 0), torch.unsqueeze(lengths, 1))
  mask = torch.unsqueeze(torch.unsqueeze(real, 1), 1)
  for i in range(layers):
    x = self.layer(x, mask, w, "encoder.layer." + str(i), heads, eps)
  if first:
    pooled = torch.select(x, 1, 0)
  else:
    kept = torch.mul(x, torch.unsqueeze(real, 2))
    pooled = torch.div(torch.sum(kept, [1]), torch.unsqueeze(lengths, 1))
  return torch.div(pooled, torch.clamp_min(torch.unsqueeze(torch.norm(pooled, 2, 1), 1), 1e-12))
