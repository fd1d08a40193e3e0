"""torch.distributions: the shapes of samples and of log-probabilities.

https://docs.pytorch.org/docs/stable/distributions.html: a sample has the shape sample_shape + batch_shape +
event_shape, a log-probability sample_shape + batch_shape.

Read by the interpreter, never imported. Given to it: `torch`, `unknown`, `log_probability`.
"""


class Distribution:
    def __getattr__(self, name):
        return unknown("what a distribution has besides")


class Elementwise(Distribution):
    """A distribution of numbers whose parameters are broadcast together."""

    def __init__(self, *parameters, validate_args=None, **keywords):
        given = [*parameters, *keywords.values()]
        like = None
        for value in given:
            if not isinstance(value, torch.Tensor):
                if value is None or isinstance(value, (int, float)):
                    continue
                like = unknown("the parameter of a distribution")
                break
            like = value if like is None else like + value
        self._like = unknown("a distribution of numbers") if like is None else like

    def _draw(self, sample_shape=()):
        shape = self._like.shape
        return torch.zeros((*sample_shape, *shape), dtype=self._like.dtype)

    def sample(self, sample_shape=()):
        return self._draw(sample_shape)

    def rsample(self, sample_shape=()):
        return self._draw(sample_shape)

    def log_prob(self, value):
        return log_probability(type(self).__name__, self._like, value)

    def entropy(self):
        return torch.zeros(self._like.shape, dtype=self._like.dtype)

    @property
    def mean(self):
        return torch.zeros(self._like.shape, dtype=self._like.dtype)

    variance = stddev = mode = mean

    @property
    def batch_shape(self):
        return self._like.shape


class Categorical(Distribution):
    """A distribution of class numbers along the last axis."""

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._like = probs if logits is None else logits

    def sample(self, sample_shape=()):
        return torch.zeros((*sample_shape, *self._like.shape[:-1]), dtype=torch.int64)

    def log_prob(self, value):
        return log_probability("Categorical", self._like[..., 0], value)

    def entropy(self):
        return torch.zeros(self._like.shape[:-1], dtype=self._like.dtype)

    @property
    def batch_shape(self):
        return self._like.shape[:-1]
