"""Ways in which programs use tensors. Every name is bound once, so that its shape can be compared."""

import math

import torch
import torch.nn as nn
from torch.nn import functional

x = torch.randn(2, 3, 8, 8)
B, C, H, W = x.shape
a1 = x.view(B, C, -1)
a2 = x.flatten(2).transpose(1, 2)
a3 = a2 @ a2.transpose(-2, -1) / math.sqrt(C)
a4 = a3.softmax(dim=-1)
a5, a6 = x.max(dim=1)
a7 = x.max(dim=1)[0]
a8 = x.max(1, keepdim=True).values
a9 = x.mean([2, 3])
b1 = x.mean((-2, -1), keepdim=True)
b2 = x.permute(0, 2, 3, 1).contiguous().view(-1, C)
b3 = x.reshape((B, -1))
b4 = torch.cat([x, x], 1)
b5 = torch.cat((x, x[:, :1]), dim=1)
b6 = torch.stack([x, x], dim=1)
b7, b8 = x.chunk(2, dim=2)
b9 = x.split(3, dim=-1)
c1 = b9[-1]
c2 = x[..., None]
c3 = x[:, 0]
c4 = x[:, :, ::2, 1::2]
c5 = x[:, [0, 2]]
c6 = torch.arange(8)
c7 = torch.arange(0, 1, 0.25)
c8 = c6[None, :, None] + c6.view(-1, 1, 1)
c9 = x.sum()
d1 = x.size(0) * x.size(1)
d2 = torch.zeros(x.size(0), d1, device=x.device, dtype=x.dtype)
d3 = x.new_zeros(2, 5)
d4 = torch.zeros_like(x)
d5 = torch.einsum("bchw,bcxy->bhwxy", x, x)
d6 = x.expand(-1, -1, 8, 8)
d7 = torch.randn(1, 1, 1, 8).expand_as(x)
d8 = x.repeat(1, 2, 1, 1)
d9 = torch.tril(torch.ones(5, 5)).view(1, 1, 5, 5)
e1 = x.masked_fill(x > 0, float("-inf"))
e2 = torch.where(x > 0, x, torch.zeros_like(x))
e3 = torch.where(x > 0, x, 0.0)
e4 = x.topk(2, dim=1)[1]
e5 = functional.one_hot(torch.randint(0, 5, (4,)), 5)
e6 = torch.randint(0, 10, (4, 7))
e7 = nn.Embedding(10, 6)(e6)
e8, (e9, f1) = nn.LSTM(6, 5, batch_first=True, bidirectional=True)(e7)
f2 = e8[:, -1, :]
f3 = torch.cat((e9[-2], e9[-1]), dim=1)
f4, f5 = nn.GRU(6, 5, num_layers=2)(e7)
f6, f7 = nn.MultiheadAttention(6, 2, batch_first=True)(e7, e7, e7)
f8 = nn.TransformerEncoder(nn.TransformerEncoderLayer(6, 2, batch_first=True), 2)(e7)
f9 = torch.bmm(e7, e7.permute(0, 2, 1))
g1 = x.unfold(2, 4, 4).unfold(3, 4, 4)
g2 = functional.unfold(x, 4, stride=4)
g3 = x.std(dim=(0, 2, 3), unbiased=False)
g4 = x.norm(dim=1, keepdim=True)
g5 = x / x.norm(p=2, dim=1, keepdim=True)
g6 = torch.meshgrid(c6, c6, indexing="ij")
g7 = torch.stack(g6, -1)
g8 = x.gather(1, torch.zeros(2, 1, 8, 8, dtype=torch.long))
g9 = x.view(*x.shape[:2], -1)
h1 = x.unsqueeze(1).squeeze(1)
h2 = x.unbind(1)[0]
h3 = torch.linspace(0, 1, steps=5)
h4 = torch.tensor([[1, 2, 3], [4, 5, 6]])
h5 = torch.tensor(3.0)
h6 = torch.full((2, 3), 1.0)
h7 = x.flatten(1).size(-1)
h8 = nn.Flatten()(x)
h9 = nn.Unflatten(1, (3, 1))(x)
i1 = x.roll(shifts=(-1, -1), dims=(2, 3))
i2 = x.view(2, 3, 2, 4, 2, 4).permute(0, 2, 4, 3, 5, 1).reshape(-1, 4, 4, 3)
i3 = functional.scaled_dot_product_attention(a2, a2, a2)
i4 = x.argmax(dim=1)
i5 = (i4 == i4).float().mean()
i6 = x.to("cpu").half().float().type(torch.float64)
i7 = x.data.clone().detach().requires_grad_(True)
i8 = torch.Tensor(2, 3)
i9 = torch.Tensor([1.0, 2.0])
j1 = torch.eye(4)[torch.tensor([0, 1, 2])]
j2 = x.T if x.dim() == 2 else x.mT
j3 = torch.sum(x, dim=1, keepdim=True)
j4 = torch.sum(x, axis=1)
j5 = x.view(x.size()[0], x.size()[1:].numel())
j6 = x.view(x.shape[0], x.shape[1] * x.shape[2], *x.shape[3:])
j7 = torch.cumsum(x, dim=-1)
j8 = x.clamp(min=0).sqrt_().add_(1)
j9 = torch.sort(x, dim=1, descending=True)
k1 = j9.values
k2 = torch.cdist(a2, a2)
k3 = torch.outer(c6, c6)
k4 = 1 - x
k5 = 2**x
k6 = -x
k7 = x * torch.randn(3, 1, 1)
k8 = x > 0.5
k9 = ~k8
l1 = x[k8]
l2 = x[x.sum((1, 2, 3)) > 0]
l3 = k8 & (x < 1)
l4 = torch.tensor_split(x, 3, dim=2)[2]
l5 = x.swapaxes(1, 2)
l6 = x.movedim(1, -1)
l7 = torch.nn.utils.rnn.pad_sequence([torch.randn(3, 2), torch.randn(4, 2)])
l8 = x.nelement()
l9 = torch.hstack([x, x])
m1 = torch.bernoulli(torch.rand(3, 3))
m2 = torch.multinomial(torch.rand(3, 3), 2)
m3 = torch.triu(torch.full((5, 5), float("-inf")), diagonal=1)
m4 = x.narrow(1, 0, 2)
m5 = x.select(1, 0)
m6 = x.index_select(1, torch.tensor([0, 2]))
m7 = x.amax(dim=(2, 3))
m8 = torch.logsumexp(x, dim=1)
m9 = x.var(1)
n1 = x.clone()
n1[:, 0] = 0
n1[0] = torch.randn(3, 8, 8)
n1 += x
n2 = x.view(B, C, H // 2, 2, W // 2, 2)
n3 = x.reshape(B, 1, C, H, W).repeat_interleave(2, dim=1)
n4 = torch.rot90(x, 1, [2, 3])
n5 = x.flip(-1)
n6 = x.flip([2, 3])
n7 = torch.split(x, [1, 2], dim=1)[1]
n8 = len(x)
n9 = [t.mean() for t in x]
o1 = torch.stack(n9)
o2 = x.tolist()
o3 = torch.tensor([1, 2])[0].item()
o4 = torch.nn.functional.embedding(e6, torch.randn(10, 4))
o5 = x.view(-1, 8)
o6 = torch.empty(3, dtype=torch.long).random_(5)
o7 = torch.zeros((2, 3)).normal_(0, 1)
o8 = torch.zeros([2, 3])
o9 = torch.ones(size=(2, 3))
p1 = torch.randn(x.shape)
p2 = torch.randn(*x.shape[:2])
p3 = torch.randn(x.size())
p4 = torch.as_tensor([1.0, 2.0])
p5 = x.prod(1)
p6 = x.any(dim=1)
p7 = x.isnan().any()
p8 = torch.median(x, dim=1).indices
p9 = torch.matmul(x, torch.randn(8, 5))
