import {bootSandbox} from '@codecraft/core/runtime';

let runtime;

/**
 * @param {{packagesUrl?: string, commands: [string, string[]][]}} options the last command serves the preview
 * @param {number} startedAt when the page began to import this, by `performance.now()`
 */
export async function start(files, {packagesUrl, commands}, startedAt) {
  const marks = {};
  const mark = (name) => {
    marks[name] = performance.now() - startedAt;
  };
  mark('imported');
  runtime = await bootSandbox({packagesUrl, assetsUrl: '/core/assets/'});
  runtime.on('preview-message', (message) => {
    if (message.type === 'failed') console.error(`failed: ${message.message}`);
    else if (message.type === 'address') mark('document sent');
  });
  runtime.on('server-ready', () => mark('compiling'));
  runtime.attachPreview(document.getElementById('preview'));
  await runtime.mount(treeOf(files));
  mark('mounted');
  for (const [command, args] of commands.slice(0, -1)) {
    const process = await runtime.spawn(command, args);
    let output = '';
    const write = (text) => {
      output += text;
    };
    process.output.pipeTo(new WritableStream({write}));
    if ((await process.exit) !== 0) throw new Error(output);
    mark('installed');
  }
  await runtime.spawn(...commands.at(-1));
  return marks;
}

export async function edit(file, text) {
  await runtime.fs.writeFile(file, text);
}

/** A tree as runtimes take it, from paths. */
function treeOf(files) {
  const tree = {};
  for (const [file, contents] of Object.entries(files)) {
    const folders = file.split('/');
    const name = folders.pop();
    let at = tree;
    for (const folder of folders) at = (at[folder] ??= {directory: {}}).directory;
    at[name] = {file: {contents}};
  }
  return tree;
}
