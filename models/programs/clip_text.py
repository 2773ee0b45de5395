# CLIP's text tower.
# ids: [batch, tokens] int64, padded behind the end token. Returns [batch, embedding], not normalised.
# The end token has the largest id of the vocabulary, so argmax finds its first place; attention is causal, so what
# stands behind it has no influence, and a batch may be cut to its longest text.

def encode_text(self, ids: Tensor, w: Dict[str, Tensor], layers: int, heads: int, quick_gelu: bool, eps: float) -> Tensor:
  x = torch.embedding(w["token_embedding.weight"], ids)
  x = torch.add(x, torch.slice(w["positional_embedding"], 0, 0, torch.size(ids, 1)))
  x = self.blocks(x, torch.argmax(ids, 1), w, "transformer", layers, heads, True, self.gelu_name(quick_gelu), eps)
  x = self.layer_norm(x, w, "ln_final", eps)
  return torch.to(torch.matmul(x, w["text_projection"]), 6)
