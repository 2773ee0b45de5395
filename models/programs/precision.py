# A product of matrices in a precision, to see how fast the processor is at it.
def multiply(self, dtype: int) -> int:
  x = torch.to(torch.ones([256, 1024]), dtype)
  w = torch.to(torch.ones([1024, 1024]), dtype)
  for i in range(4):
    x = torch.linear(x, w)
  return torch.size(x, 0)
