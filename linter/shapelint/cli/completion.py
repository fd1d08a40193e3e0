"""`shapelint completion`: scripts that make a shell complete commands, options and their values.

They are made from the tables of commands and options, and know the rules that are installed when they are made."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from shapelint.cli.commands import COMMANDS
from shapelint.cli.options import Option
from shapelint.cli.output import emit

SHELLS = ("bash", "zsh", "fish")

OPTIONS = (Option(("shell",), "the shell: bash, zsh or fish", choices=SHELLS),)


def run(options: argparse.Namespace) -> int:
    makers = {"bash": bash_script, "zsh": zsh_script, "fish": fish_script}
    emit(makers[options.shell]())
    return 0


def options_by_command() -> dict[str, tuple[Option, ...]]:
    """All commands with their options, `--help` included."""
    shared = Option(("-h", "--help"), "show this help")
    return {name: (*command.module().OPTIONS, shared) for name, command in COMMANDS.items()}


def rule_words() -> list[str]:
    """What may be said for a rule: codes and names."""
    from shapelint.project.config.rulebook import all_rules

    return [word for rule in all_rules() for word in (rule.code, rule.name)]


def is_named(option: Option) -> bool:
    return option.flags[0].startswith("-")


def values_of(option: Option) -> list[str]:
    """The words that may be an option's value, as far as they are known."""
    return rule_words() if option.completes == "rules" else list(option.choices)


def bash_script() -> str:
    lines = [
        '# shapelint completion for bash: eval "$(shapelint completion bash)" in ~/.bashrc',
        "_shapelint() {",
        '    local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"',
        '    local command="${COMP_WORDS[1]}"',
        "    COMPREPLY=()",
        "    if [[ $COMP_CWORD -eq 1 ]]; then",
        f'        COMPREPLY=($(compgen -W "{" ".join(COMMANDS)} --help --version" -- "$current"))',
        "        return",
        "    fi",
        '    case "$command" in',
        *(line for name, options in options_by_command().items() for line in _bash_command(name, options)),
        "    esac",
        "}",
        "complete -o filenames -F _shapelint shapelint",
    ]
    return "\n".join(lines) + "\n"


def _bash_command(name: str, options: tuple[Option, ...]) -> Iterator[str]:
    yield f"    {name})"
    yield '        case "$previous" in'
    for option in options:
        if is_named(option) and not option.is_flag:
            yield f"        {'|'.join(option.flags)})"
            yield f"            {_bash_values(option)}"
            yield "            return ;;"
    yield "        esac"
    named = " ".join(flag for option in options if is_named(option) for flag in option.flags)
    yield '        if [[ "$current" == -* ]]; then'
    yield f'            COMPREPLY=($(compgen -W "{named}" -- "$current"))'
    yield "            return"
    yield "        fi"
    for option in options:
        if not is_named(option):
            yield f"        {_bash_values(option)}"
    yield "        ;;"


def _bash_values(option: Option) -> str:
    words = values_of(option)
    if words:
        return f'COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$current"))'
    if option.completes in ("files", "directories"):
        return f'COMPREPLY=($(compgen -{"d" if option.completes == "directories" else "f"} -- "$current"))'
    return ":"


def zsh_script() -> str:
    lines = [
        "#compdef shapelint",
        '# shapelint completion for zsh: eval "$(shapelint completion zsh)" in ~/.zshrc, after compinit',
        "_shapelint() {",
        "    local -a commands",
        "    commands=(",
        *(f"        {_zsh_quoted(f'{command.name}:{command.help}')}" for command in COMMANDS.values()),
        "    )",
        "    if (( CURRENT == 2 )); then",
        "        _describe command commands",
        "        return",
        "    fi",
        "    local command=$words[2]",
        "    shift words",
        "    (( CURRENT-- ))",
        "    case $command in",
    ]
    for name, options in options_by_command().items():
        lines.append(f"    {name})")
        lines.append("        _arguments \\")
        lines.append(" \\\n".join(f"            {spec}" for option in options for spec in _zsh_specs(option)))
        lines.append("        ;;")
    lines += ["    esac", "}", "compdef _shapelint shapelint"]
    return "\n".join(lines) + "\n"


def _zsh_specs(option: Option) -> Iterator[str]:
    words = values_of(option)
    action = (
        f"({' '.join(words)})" if words else {"files": "_files", "directories": "_files -/"}.get(option.completes, "")
    )
    if not is_named(option):
        count = "*" if option.count in ("*", "+") else "1"
        yield _zsh_quoted(f"{count}:{option.metavar.lower() or option.flags[0]}:{action}")
        return
    text = option.help.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
    value = "" if option.is_flag else f":{(option.metavar or 'value').lower().replace(':', ' ')}:{action}"
    for flag in option.flags:
        yield _zsh_quoted(f"{'*' if option.repeats else ''}{flag}[{text}]{value}")


def _zsh_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def fish_script() -> str:
    lines = [
        "# shapelint completion for fish: shapelint completion fish > ~/.config/fish/completions/shapelint.fish",
        "complete -c shapelint -f",
    ]
    first = "complete -c shapelint -n __fish_use_subcommand"
    lines += [f"{first} -a {command.name} -d {_fish_quoted(command.help)}" for command in COMMANDS.values()]
    for name, options in options_by_command().items():
        condition = f"complete -c shapelint -n '__fish_seen_subcommand_from {name}'"
        lines += [f"{condition} {words}" for option in options if (words := _fish_words(option))]
    return "\n".join(lines) + "\n"


def _fish_words(option: Option) -> str:
    words = values_of(option)
    values = f" -a {_fish_quoted(' '.join(words))}" if words else ""
    files = {"files": " -F", "directories": " -a '(__fish_complete_directories)'"}.get(option.completes, "")
    if not is_named(option):
        return f"{values}{files}".strip()
    names = " ".join(f"-l {f[2:]}" if f.startswith("--") else f"-s {f[1:]}" for f in option.flags)
    required = "" if option.is_flag else " -x" if not files.startswith(" -F") else " -r"
    return f"{names}{required}{values}{files} -d {_fish_quoted(option.help)}"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
