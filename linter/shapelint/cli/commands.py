"""The commands: what each does, and the module that is imported when it is used."""

from __future__ import annotations

from shapelint.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Protocol

    from shapelint.cli.options import Option

    class CommandModule(Protocol):
        OPTIONS: tuple[Option, ...]

        def run(self, options: argparse.Namespace) -> int: ...


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    help: str

    def module(self) -> CommandModule:
        """The module with its options and what it does."""
        from importlib import import_module

        module: CommandModule = import_module(f"shapelint.cli.{self.name}")
        return module


COMMANDS = {
    command.name: command
    for command in (
        Command("check", "report what would fail when the models are built and run"),
        Command("summary", "show the layers of a model with their output shapes and parameters"),
        Command("graph", "draw a model: nested blocks, shapes on the edges, findings in red"),
        Command("ir", "write the graph of a model as JSON, ONNX or for Model Explorer"),
        Command("shapes", "list the shape of every tensor-valued name and expression, as JSON"),
        Command("size", "show the shapes and sizes along a chain of layers, such as 'Conv2d(3, 8, 3) > Flatten'"),
        Command("compare", "tell how two models differ, or write the script that carries weights over"),
        Command("weights", "hold a file of weights against a model"),
        Command("playground", "open a page that shows every shape while you type"),
        Command("rule", "explain a rule"),
        Command("server", "run the language server on standard input and output"),
        Command("mcp", "run the server for agents (Model Context Protocol) on standard input and output"),
        Command("clean", "delete the cache of the project"),
        Command("completion", "print a shell completion script"),
        Command("version", "print the version"),
    )
}
