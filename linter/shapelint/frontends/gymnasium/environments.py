"""The spaces of the standard environments, by their names without the version.

https://gymnasium.farama.org/environments/classic_control/ and the pages beside it. Those whose spaces differ between
versions are not among them.
"""

from __future__ import annotations

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Environment:
    """The shape of an observation, or how many there are, and the same of the actions."""

    observations: tuple[int, ...] | int
    actions: tuple[int, ...] | int


ENVIRONMENTS = {
    "CartPole": Environment((4,), 2),
    "MountainCar": Environment((2,), 3),
    "MountainCarContinuous": Environment((2,), (1,)),
    "Pendulum": Environment((3,), (1,)),
    "Acrobot": Environment((6,), 3),
    "LunarLander": Environment((8,), 4),
    "LunarLanderContinuous": Environment((8,), (2,)),
    "BipedalWalker": Environment((24,), (4,)),
    "BipedalWalkerHardcore": Environment((24,), (4,)),
    "FrozenLake": Environment(16, 4),
    "FrozenLake8x8": Environment(64, 4),
    "Taxi": Environment(500, 6),
    "CliffWalking": Environment(48, 4),
    "HalfCheetah": Environment((17,), (6,)),
    "Hopper": Environment((11,), (3,)),
    "Walker2d": Environment((17,), (6,)),
    "Swimmer": Environment((8,), (2,)),
    "InvertedPendulum": Environment((4,), (1,)),
}
