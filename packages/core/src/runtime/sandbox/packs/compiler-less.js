import AbstractFileManager from 'less/lib/less/environment/abstract-file-manager.js';
import createLess from 'less/lib/less/index.js';

/** Reads what a stylesheet imports from wherever `load` finds it. */
class LoadedFiles extends AbstractFileManager {
  constructor(load) {
    super();
    this.load = load;
  }

  supports() {
    return true;
  }

  supportsSync() {
    return true;
  }

  loadFileSync(specifier, folder) {
    const found = this.load(specifier, folder);
    if (found) return {filename: found.path, contents: found.source};
    // What has no name is a problem to Less.
    return {type: 'File', message: `The stylesheet ${specifier} does not exist.`};
  }
}

/** Plugins are code of the project, and would run on the page's own origin. */
class NoPlugins {
  loadPluginSync(specifier) {
    return {type: 'File', message: `The plugin ${specifier} cannot run here. Write what it does in Less.`};
  }
}

const nothing = {encodeBase64: btoa, mimeLookup: () => '', charsetLookup: () => ''};

/**
 * @param load answers path and source of an import, seen from a folder, or undefined
 * @throws Less's own error
 */
function compileLess(source, path, load) {
  const less = createLess(nothing, [new LoadedFiles(load)]);
  less.PluginLoader = NoPlugins;
  let outcome;
  const options = {filename: path, syncImport: true, javascriptEnabled: false};
  less.render(source, options, (error, result) => {
    outcome = {error, result};
  });
  if (outcome.error) throw outcome.error;
  return {css: outcome.result.css, imports: outcome.result.imports};
}

globalThis.codecraftCompilers = {...globalThis.codecraftCompilers, less: compileLess};
