# Dot products of stored embeddings with a few vectors.
# rows: [n, dim] float16; vectors: [count, dim] float32. Returns [n, count] float32.

def products(self, rows: Tensor, vectors: Tensor) -> Tensor:
  return torch.matmul(torch.to(rows, 6), torch.t(vectors))
