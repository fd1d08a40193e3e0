"""A `collate_fn` that makes arrays: what numpy gives is numpy's."""

import numpy as np
from torch.utils.data import DataLoader, Dataset


class Numbers(Dataset):
    def __len__(self):
        return 100

    def __getitem__(self, index):
        return np.zeros((4, 4), "float32"), index % 3


def as_arrays(batch):
    images, labels = zip(*batch, strict=True)
    return np.stack(images), np.array(labels)


for size in (20, 80):
    for images, labels in DataLoader(Numbers(), batch_size=size, collate_fn=as_arrays):
        print((labels == 3).mean(), images.reshape(len(images), -1).mean(-1)[::-1].shape, labels.mean())
