# Attention in one fused operator. q, k, v: [batch, heads, tokens, head]. Returns as v.
def attended(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
  return torch.scaled_dot_product_attention(q, k, v)
