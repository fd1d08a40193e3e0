"use strict";
// Runs `shapelint server` and connects it to the editor.

const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function makeClient() {
  const configuration = vscode.workspace.getConfiguration("shapelint");
  const [command, ...args] = configuration.get("command");
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  // A path with a separator in it is relative to the workspace, a bare name is looked for in PATH.
  const program = root && /[\\/]/.test(command) ? path.resolve(root, command) : command;
  return new LanguageClient(
    "shapelint",
    "shapelint",
    { command: program, args, options: { cwd: root } },
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
  client = makeClient();
  context.subscriptions.push(
    vscode.commands.registerCommand("shapelint.showGraph", showGraph),
    vscode.commands.registerCommand("shapelint.restart", async () => {
      await client.stop();
      client = makeClient();
      await client.start();
    }),
  );
  await client.start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
