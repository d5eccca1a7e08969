// Does what VS Code does after an installation from the marketplace: it shows the walkthrough. An extension that was
// installed before the window opened counts as known, so nothing would open by itself.
const { commands, window } = require('vscode');

exports.activate = async () => {
  // A window that is loaded again keeps what the person has open.
  if (window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) return;
  await commands.executeCommand('cachebook.lessons.focus');
  await commands.executeCommand('cachebook.openWalkthrough');
};
