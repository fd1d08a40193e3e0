"""torch.utils.data: data sets, and the loader that makes batches of their elements.

Read by the interpreter, never imported. Given to it: `Dataset`, `batches`, `number_of_batches`, `element`, `some`,
`either`, `unknown`.
"""


class TensorDataset(Dataset):
    def __init__(self, *tensors):
        self.tensors = tensors

    def __getitem__(self, index):
        return tuple(tensor[index] for tensor in self.tensors)

    def __len__(self):
        return self.tensors[0].size(0)


class Subset(Dataset):
    def __init__(self, dataset, indices):
        self.dataset = dataset
        self.indices = indices

    def __getitem__(self, index):
        return self.dataset[some("an index")]

    def __len__(self):
        return len(self.indices)


class Part(Subset):
    """What a random split gives: so many elements."""

    def __init__(self, dataset, length):
        self.dataset = dataset
        self._length = length

    def __len__(self):
        return self._length


def random_split(dataset, lengths, generator=None):
    return [Part(dataset, length if isinstance(length, int) else unknown("a share")) for length in lengths]


class ConcatDataset(Dataset):
    def __init__(self, datasets):
        self.datasets = list(datasets)

    def __getitem__(self, index):
        return either([dataset[some("an index")] for dataset in self.datasets])

    def __len__(self):
        return sum(len(dataset) for dataset in self.datasets)


class ChainDataset(ConcatDataset):
    def __iter__(self):
        return iter([either([element(dataset) for dataset in self.datasets]), unknown("further elements")])


class Sampler:
    def __init__(self, *arguments, **keywords):
        pass

    def __iter__(self):
        return iter(unknown("the indices of a sampler"))

    def __len__(self):
        return unknown("the number of indices of a sampler")

    def set_epoch(self, epoch):
        pass


class DataLoader:
    def __init__(
        self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None,
        pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, generator=None,
        *, prefetch_factor=None, persistent_workers=False, pin_memory_device="", in_order=True
    ):  # fmt: skip
        self.dataset = dataset
        self.batch_size = batch_size
        self.sampler = unknown("a sampler") if sampler is None else sampler
        self.batch_sampler = unknown("a batch sampler") if batch_sampler is None else batch_sampler
        self.num_workers = num_workers
        self.collate_fn = collate_fn
        self.pin_memory = pin_memory
        self.drop_last = drop_last
        self._chosen = sampler is not None or batch_sampler is not None

    def __iter__(self):
        return batches(self, element(self.dataset))

    def __len__(self):
        return number_of_batches(self)
