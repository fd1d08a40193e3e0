"use strict";
// Runs `shapelint server` and connects it to the editor.

const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { serverCommand } = require("./discovery");

let client;

// The interpreter that is chosen in the Python extension, if that is there.
async function chosenInterpreter(root) {
  const extension = vscode.extensions.getExtension("ms-python.python");
  if (!extension) {
    return undefined;
  }
  const api = extension.isActive ? extension.exports : await extension.activate();
  return api?.environments?.getActiveEnvironmentPath(root && vscode.Uri.file(root))?.path;
}

async function makeClient(context) {
  const configuration = vscode.workspace.getConfiguration("shapelint");
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const { command, args } = serverCommand({
    stated: configuration.get("command"),
    root,
    python: await chosenInterpreter(root).catch(() => undefined),
    bundled: path.join(context.extensionPath, "bundled"),
    exists: fs.existsSync,
    windows: process.platform === "win32",
  });
  return new LanguageClient(
    "shapelint",
    "shapelint",
    { command, args, options: { cwd: root } },
    {
      documentSelector: [{ language: "python" }],
      initializationOptions: { ...configuration.get("settings"), showGraph: true },
      synchronize: {
        fileEvents: ["**/*.py", "**/{pyproject,shapelint,.shapelint}.toml"].map((glob) =>
          vscode.workspace.createFileSystemWatcher(glob),
        ),
      },
    },
  );
}

// The picture of a model class, as the server draws it from what stands in the editor.
async function showGraph(uri, name) {
  const page = await client.sendRequest("workspace/executeCommand", { command: "shapelint.graph", arguments: [uri, name] });
  if (!page) {
    vscode.window.showInformationMessage(`shapelint: there is nothing to draw of ${name}`);
    return;
  }
  const panel = vscode.window.createWebviewPanel("shapelint.graph", name, vscode.ViewColumn.Beside, { enableScripts: true });
  panel.webview.html = page;
}

async function activate(context) {
  client = await makeClient(context);
  context.subscriptions.push(
    vscode.commands.registerCommand("shapelint.showGraph", showGraph),
    vscode.commands.registerCommand("shapelint.restart", async () => {
      await client.stop();
      client = await makeClient(context);
      await client.start();
    }),
  );
  await client.start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
