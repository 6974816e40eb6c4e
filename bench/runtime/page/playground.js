import 'playground-elements/playground-project.js';
import 'playground-elements/playground-preview.js';

let project;

export async function start(files, {sandboxBaseUrl, cdnBaseUrl}) {
  project = document.createElement('playground-project');
  project.sandboxBaseUrl = sandboxBaseUrl;
  project.cdnBaseUrl = cdnBaseUrl;
  project.config = {
    files: Object.fromEntries(Object.entries(files).map(([name, content]) => [name, {content}])),
  };
  const preview = document.createElement('playground-preview');
  preview.project = project;
  preview.style.height = '400px';
  document.getElementById('preview').append(project, preview);
  return {};
}

/** As its editor does after each key; it then waits some time for the next one. */
export async function edit(file, text) {
  project.editFile(
    project.files.find(({name}) => name === file),
    text,
  );
}
