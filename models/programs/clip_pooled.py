# CLIP's text tower as diffusion models use it: the end token after the last norm, without projection. Weight names are open_clip's, as in
# clip_text.py. ids: [batch, tokens] int64, padded behind the end token. Returns [batch, width] float32.

def encode_pooled(self, ids: Tensor, w: Dict[str, Tensor], layers: int, heads: int, quick_gelu: bool, eps: float) -> Tensor:
  x = torch.embedding(w["token_embedding.weight"], ids)
  x = torch.add(x, torch.slice(w["positional_embedding"], 0, 0, torch.size(ids, 1)))
  x = self.blocks(x, torch.argmax(ids, 1), w, "transformer", layers, heads, True, self.gelu_name(quick_gelu), eps)
  return torch.to(self.layer_norm(x, w, "ln_final", eps), 6)
