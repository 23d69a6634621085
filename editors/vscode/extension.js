// Starts `jitlint server` and hands it Python files and the cells of notebooks.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const [command, ...args] = workspace.getConfiguration("jitlint").get("command");
  const documents = ["file", "untitled", "vscode-notebook-cell"].map((scheme) => ({ scheme, language: "python" }));
  client = new LanguageClient("jitlint", { command, args }, { documentSelector: documents });
  return client.start();
};

exports.deactivate = () => client?.stop();
