"""Models of torchvision that `torch.hub` fetches: `torch.hub.load("pytorch/vision", "resnet18")`.

https://docs.pytorch.org/docs/stable/hub.html
"""

from __future__ import annotations

from shapelint.frontends.torchvision.without_source import factory
from shapelint.interpret.domain.values import Unknown
from shapelint.interpret.interpreter import Interpreter, Site

REPOSITORY = "pytorch/vision"
OWN = frozenset({"source", "trust_repo", "force_reload", "verbose", "skip_validation", "repo_or_dir", "model"})
"""The arguments that are the hub's, not the model's."""


def load_from_hub(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    """The model that a call gives; unknown where it is none of torchvision's."""
    given = dict(zip(("repo_or_dir", "model"), arguments, strict=False)) | keywords
    repository, name = given.get("repo_or_dir"), given.get("model")
    make = factory(name) if isinstance(name, str) else None
    is_theirs = isinstance(repository, str) and repository.partition(":")[0] == REPOSITORY
    if make is None or not is_theirs or keywords.get("source", "github") != "github":
        return Unknown("a model from a hub", site.place)
    rest = {key: value for key, value in keywords.items() if key not in OWN}
    return m.call(make, list(arguments[2:]), rest, site)
