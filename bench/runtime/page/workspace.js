let workspace;

/** The whole workspace with its editor, as on a page of documentation: it runs when it is seen. */
export async function start(files) {
  await import('/elements/codecraft.js');
  workspace = document.createElement('codecraft-workspace');
  workspace.setAttribute('layout', 'embed');
  workspace.style.height = '400px';
  for (const [path, text] of Object.entries(files)) {
    const script = document.createElement('script');
    script.type = 'text/plain';
    script.dataset.path = path;
    script.textContent = text;
    workspace.append(script);
  }
  document.getElementById('preview').append(workspace);
  return {};
}

/** As the editor does: in the file's document. */
export async function edit(path, text) {
  const {project} = workspace;
  const {id} = project.fileAt(path);
  const document = await project.openDocument(id);
  document.doc.transact(() => {
    document.text.delete(0, document.text.length);
    document.text.insert(0, text);
  });
}
