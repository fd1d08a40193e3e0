"""What the commands on a target have in common: settings, limits, and one line for what keeps the answer back."""

from __future__ import annotations

import argparse

from shapelint.cli.output import print_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from shapelint.project.config.resolution import Resolver


def answer_on_target(
    options: argparse.Namespace, work: Callable[[Resolver], str], subject: str, failing: str
) -> str | None:
    """What `work` gives, within the limits of the settings that hold for the target. None once a line has said why
    there is no answer: for what ran into the limits, `subject` is `failing` ("not drawn")."""
    from shapelint.cli.settings_from_options import resolver_of
    from shapelint.project.execution.isolation import GivenUp, once
    from shapelint.project.target_models import settings_for

    options.output_format = None  # is the command's own, and no setting
    resolver = resolver_of(options)
    if isinstance(resolver, str):
        print_error(resolver)
        return None
    settings = settings_for(options.target, resolver)
    if resolver.problems:
        print_error(resolver.problems[0])
        return None
    text = once(lambda: work(resolver), settings.limits)
    if isinstance(text, GivenUp):
        print_error(f"{subject}: {failing}: {text.reason}")
        return None
    return text
