# CLIP's text tower.
# ids: [batch, context] int64, padded behind the end token. Returns [batch, embedding], not normalised.
# The end token has the largest id of the vocabulary, so argmax finds its first place; attention is causal, so what
# stands behind it has no influence.

def encode_text(self, ids: Tensor, w: Dict[str, Tensor], layers: int, heads: int, quick_gelu: bool, eps: float) -> Tensor:
  t = torch.size(ids, 1)
  x = torch.embedding(w["token_embedding.weight"], ids)
  x = torch.add(x, torch.slice(w["positional_embedding"], 0, 0, t))
  x = self.blocks(x, w, "transformer", layers, heads, True, quick_gelu, eps)
  x = self.layer_norm(x, w, "ln_final", eps)
  end = torch.argmax(ids, 1)
  rows = torch.arange(torch.size(ids, 0), device=ids.device)
  pooled = torch.index(x, [rows, end])
  return torch.matmul(pooled, w["text_projection"])
