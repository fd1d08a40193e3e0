"""After an edit: checks the file, and says what is found on standard error with exit code 2, which hands it over.
Anything else (no Python file, nothing found, shapelint not installed) is silence and 0."""

import json
import shutil
import subprocess
import sys


def edited() -> str:
    """The file that was written, by what the hook is told on standard input."""
    try:
        told = json.load(sys.stdin)
    except ValueError:
        return ""
    given = told.get("tool_input") if isinstance(told, dict) else None
    path = (given.get("file_path") or given.get("notebook_path")) if isinstance(given, dict) else None
    return path if isinstance(path, str) and path.endswith((".py", ".ipynb")) else ""


def main() -> int:
    path, program = edited(), shutil.which("shapelint")
    if not path or program is None:
        return 0
    options = ["--output-format", "json-lines", "--brief", "--fail-on", "error"]
    done = subprocess.run([program, "check", *options, "--", path], capture_output=True, text=True, check=False)
    if done.returncode != 1:
        return 0
    sys.stderr.write(f"shapelint: these would be raised when the code runs:\n{done.stdout}")
    return 2


if __name__ == "__main__":
    sys.exit(main())
