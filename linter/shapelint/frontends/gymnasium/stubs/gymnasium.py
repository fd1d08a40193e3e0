"""Spaces, and environments of which the spaces are known.

https://gymnasium.farama.org/api/spaces/ and https://gymnasium.farama.org/api/env/

Read by the interpreter, never imported. Given to it: `unknown`, `number` (one that nobody knows), `array` (an array of
some shape), `spaces_of` (the shapes or counts of an environment by its name, None for any other), `shape_of`.
"""


class Box:
    def __init__(self, low=None, high=None, shape=None, dtype=None, seed=None):
        if shape is None:
            shape = shape_of(low)
        self.shape = shape
        self.dtype = unknown("the type of a space") if dtype is None else dtype

    def sample(self, *arguments, **keywords):
        return array(self.shape)

    def __getattr__(self, name):
        return unknown("what a space has besides")


class Discrete:
    shape = ()

    def __init__(self, n, seed=None, start=0):
        self.n = n

    def sample(self, *arguments, **keywords):
        return number()

    def __getattr__(self, name):
        return unknown("what a space has besides")


class Environment:
    """Whether `reset` and `step` give two and five values is known of Gymnasium, not of gym, which has changed it."""

    def __init__(self, observations, actions, is_current):
        self.observation_space = space(observations)
        self.action_space = space(actions)
        self._is_current = is_current

    def reset(self, *arguments, **keywords):
        if not self._is_current:
            return unknown("what gym's reset gives depends on its version")
        return self.observation_space.sample(), unknown("what an environment tells besides")

    def step(self, action):
        if not self._is_current:
            return unknown("what gym's step gives depends on its version")
        rest = unknown("what an environment tells besides")
        return self.observation_space.sample(), number(), number(), number(), rest

    @property
    def unwrapped(self):
        return self

    def __getattr__(self, name):
        return unknown("what an environment has besides")


def space(size):
    return Box(shape=size) if isinstance(size, tuple) else Discrete(size)


def make_current(id, *arguments, **keywords):
    return made(id, arguments, keywords, True)


def make_earlier(id, *arguments, **keywords):
    return made(id, arguments, keywords, False)


def made(id, arguments, keywords, is_current):
    sizes = spaces_of(id)
    for name in keywords:
        if name != "render_mode" and name != "max_episode_steps":
            sizes = None
    if sizes is None or len(arguments) > 0:
        return unknown("an environment that is not known")
    return Environment(sizes[0], sizes[1], is_current)
