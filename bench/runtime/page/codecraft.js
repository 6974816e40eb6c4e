let runtime;

/** @param {{packagesUrl?: string, commands: [string, string[]][]}} options the last command serves the preview */
export async function start(files, {packagesUrl, commands}) {
  const marks = {};
  const startedAt = performance.now();
  const mark = (name) => {
    marks[name] = performance.now() - startedAt;
  };
  const {bootSandbox} = await import('/core/runtime.js');
  mark('imported');
  runtime = await bootSandbox({packagesUrl});
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
