"""Functions that are handed on are called, and fill what they see: a list, a variable, a global, their own object."""

from concurrent.futures import ThreadPoolExecutor

import torch
from hidden import call
from torch import nn

sizes = []
total = 0


def note(size):
    global total
    sizes.append(size)
    total += size


for size in (3, 4):
    call(note, size)
nn.Linear(len(sizes), 2)(torch.zeros(1, 2))
nn.Linear(total, 2)(torch.zeros(1, 7))


def build():
    width = 4

    def widen():
        nonlocal width
        width = 8

    call(widen)
    return nn.Linear(width, 2)(torch.zeros(1, 8))


build()

done = []
with ThreadPoolExecutor(2) as pool:
    for n in (4, 4):
        pool.submit(done.append, n)
nn.Linear(len(done), 2)(torch.zeros(1, 2))


class Recorder:
    def __init__(self):
        self.layers = [nn.Linear(4, 8)]

    def grow(self):
        self.layers.append(nn.Linear(8, 3))


recorder = Recorder()
call(recorder.grow)
nn.Linear(3, 2)(nn.Sequential(*recorder.layers)(torch.zeros(1, 4)))
