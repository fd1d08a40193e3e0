"""The spaces of the standard environments are those that Gymnasium itself makes."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint
from shapelint.frontends.gymnasium.environments import ENVIRONMENTS

gymnasium = pytest.importorskip("gymnasium")
IN_THE_PACKAGE = (
    "CartPole",
    "MountainCar",
    "MountainCarContinuous",
    "Pendulum",
    "Acrobot",
    "FrozenLake",
    "FrozenLake8x8",
)
"""Those that need no simulator of another package, nor a screen."""

PROGRAM = """\
import gymnasium as gym
import torch

env = gym.make("MountainCarContinuous-v0", render_mode="rgb_array")
x0, _ = env.reset(seed=3)
x1 = env.action_space.sample()
x2, reward, ended, cut, told = env.step(x1)
x3 = torch.tensor([reward, float(reward) * 2])
x4 = torch.zeros(env.observation_space.shape)
x5 = torch.zeros(gym.make("CartPole-v1").action_space.n)
x6 = gym.spaces.Box(low=-1, high=1, shape=(4, 5)).sample()
"""
SHAPES = [[2], [1], [2], [2], [2], [2], [4, 5]]


def size(space: object) -> object:
    return int(space.n) if hasattr(space, "n") else tuple(space.shape)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", IN_THE_PACKAGE)
def test_spaces(name: str) -> None:
    newest = max((one for one in gymnasium.registry if one.rpartition("-v")[0] == name), key=lambda one: one[-1])
    env, declared = gymnasium.make(newest), ENVIRONMENTS[name]
    assert (size(env.observation_space), size(env.action_space)) == (declared.observations, declared.actions)


def test_shapes(tmp_path: Path) -> None:
    path = tmp_path / "agent.py"
    path.write_text(PROGRAM, encoding="utf-8")
    found = {fact.expression: fact.to_dict()["shape"] for fact in shapelint.shapes([path])}
    assert [found.get(f"x{number}") for number in range(len(SHAPES))] == SHAPES
