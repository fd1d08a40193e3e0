"use strict";

const assert = require("node:assert");
const test = require("node:test");
const { serverCommand } = require("./discovery");

const around = (files, more) => ({
  stated: null, root: "/work", python: undefined, bundled: "/ext/bundled", windows: false,
  exists: (file) => files.includes(file), ...more,
});

test("what is stated wins; a path is relative to the workspace", () => {
  const files = ["/work/.venv/bin/shapelint"];
  assert.deepStrictEqual(serverCommand(around(files, { stated: ["bin/shapelint", "server"] })), { command: "/work/bin/shapelint", args: ["server"] });
  assert.deepStrictEqual(serverCommand(around(files, { stated: ["shapelint", "server"] })), { command: "shapelint", args: ["server"] });
});

test("the tool beside the chosen interpreter, then the project's own", () => {
  const files = ["/env/bin/shapelint", "/work/.venv/bin/shapelint"];
  assert.strictEqual(serverCommand(around(files, { python: "/env/bin/python" })).command, "/env/bin/shapelint");
  assert.strictEqual(serverCommand(around(files, { python: "/other/bin/python" })).command, "/work/.venv/bin/shapelint");
  assert.strictEqual(serverCommand(around(files, { stated: [], root: undefined })).command, "shapelint");
});

test("what comes with the extension, run by the chosen interpreter", () => {
  const found = serverCommand(around(["/ext/bundled/shapelint/start.py"], { python: "/env/bin/python" }));
  assert.strictEqual(found.command, "/env/bin/python");
  assert.deepStrictEqual(found.args.slice(-2), ["/ext/bundled", "server"]);
});

test("else the PATH", () => {
  assert.deepStrictEqual(serverCommand(around([])), { command: "shapelint", args: ["server"] });
});
