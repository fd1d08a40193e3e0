"use strict";
// Which command runs the language server: pure functions, so that they can be tried without an editor.

const path = require("node:path");

const PROGRAM = "import sys; sys.path.insert(0, sys.argv.pop(1)); from shapelint.start import main; sys.exit(main())";

// `stated` is what the settings say, null for nothing; `root` the workspace's directory, if there is one; `python` the interpreter that
// is chosen in the editor, if any; `bundled` the directory with the tool that comes with the extension; `exists` tells whether a file is there.
// The first that is there wins: what is stated, the tool beside the chosen interpreter, the project's own environment, what comes with the
// extension, and then whatever the PATH has.
function serverCommand({ stated, root, python, bundled, exists, windows }) {
  if (stated && stated.length) {
    const [program, ...args] = stated;
    // A path with a separator in it is relative to the workspace, a bare name is looked for in PATH.
    return { command: root && /[\\/]/.test(program) ? path.resolve(root, program) : program, args };
  }
  const name = windows ? "shapelint.exe" : "shapelint";
  const beside = python && path.isAbsolute(python) ? [path.join(path.dirname(python), name)] : [];
  const own = root ? [".venv", "venv"].map((folder) => path.join(root, folder, windows ? "Scripts" : "bin", name)) : [];
  const found = [...beside, ...own].find(exists);
  if (found) {
    return { command: found, args: ["server"] };
  }
  if (exists(path.join(bundled, "shapelint", "start.py"))) {
    return { command: python || (windows ? "python" : "python3"), args: ["-I", "-c", PROGRAM, bundled, "server"] };
  }
  return { command: "shapelint", args: ["server"] };
}

module.exports = { serverCommand };
