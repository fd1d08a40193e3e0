"""Tokenizers and encoders of Transformers, as far as the shapes of what they give go.

https://huggingface.co/docs/transformers/main_classes/tokenizer

Read by the interpreter, never imported. Given to it: `torch`, `np`, `Module`, `unknown`, `some` (a size that nobody
knows), `texts_in` (how many texts there are, or None), `width_of` (the hidden size of a checkpoint, or None),
`has_pooler`, `is_as_loaded` (no part of a model is exchanged), `is_count`.
"""


class Encoding:
    """What a tokenizer gives: arrays of the same shape by name."""

    def __init__(self, values):
        self._values = values
        self.input_ids = values
        self.attention_mask = values

    def __getitem__(self, name):
        if name == "input_ids" or name == "attention_mask":
            return self._values
        return unknown("what a tokenizer gives besides")

    def to(self, device, *arguments, **keywords):
        return self

    def keys(self):
        return unknown("the names of what a tokenizer gives")

    def __getattr__(self, name):
        return unknown("what a tokenizer gives besides")


class Tokenizer:
    def __init__(self, *arguments, **keywords):
        pass

    @classmethod
    def from_pretrained(cls, *arguments, **keywords):
        return Tokenizer()

    def __call__(
        self, text=None, text_pair=None, *arguments, padding=False, truncation=None, max_length=None,
        return_tensors=None, add_special_tokens=True, return_attention_mask=None, return_token_type_ids=None,
        verbose=True, **others
    ):  # fmt: skip
        count = texts_in(text)
        if arguments or len(others) > 0 or count is None:
            return unknown("what a tokenizer gives")
        cut = truncation is True or truncation == "longest_first" or truncation == "only_first"
        exact = padding == "max_length" and cut and text_pair is None and is_count(max_length)
        length = max_length if exact else some()
        if return_tensors == "pt":
            return Encoding(torch.zeros((count, length), dtype=torch.int64))
        if return_tensors == "np":
            return Encoding(np.zeros((count, length), dtype=np.int64))
        return unknown("what a tokenizer gives")

    def __getattr__(self, name):
        return unknown("what a tokenizer has besides")


class Output:
    """What an encoder gives."""

    def __init__(self, states, pooled):
        self.last_hidden_state = states
        self.pooler_output = pooled

    def __getitem__(self, key):
        if key == 0 or key == "last_hidden_state":
            return self.last_hidden_state
        if key == "pooler_output":
            return self.pooler_output
        return unknown("what an encoder gives besides")

    def __getattr__(self, name):
        return unknown("what an encoder gives besides")


class Config:
    def __init__(self, width):
        self.hidden_size = width

    def __getattr__(self, name):
        return unknown("the configuration of a checkpoint")


class Encoder(Module):
    """A pretrained encoder, whose layers are not known."""

    def __init__(self, name):
        super().__init__()
        self.config = Config(width_of(name))
        self._width = width_of(name)
        self._pools = has_pooler(name)
        self._inner = unknown("the layers of a checkpoint")

    @classmethod
    def from_pretrained(cls, name=None, *arguments, **keywords):
        if arguments or len(keywords) > 0 or width_of(name) is None:
            return unknown("a model from a checkpoint")
        return Encoder(name)

    def forward(self, input_ids=None, attention_mask=None, *arguments, **keywords):
        if arguments or len(keywords) > 0 or not isinstance(input_ids, torch.Tensor) or not is_as_loaded(self):
            return unknown("what an encoder gives")
        rows, length = input_ids.shape
        states = torch.zeros((rows, length, self._width))
        return Output(states, torch.zeros((rows, self._width)) if self._pools else unknown("a pooled output"))
