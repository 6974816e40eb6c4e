import {useVueImportMap as createImportMap, useStore as createStore, Sandbox} from '@vue/repl';
import {createApp, h, ref} from 'vue';

let store;

export async function start(files, {vueUrl, headHTML}) {
  const {importMap} = createImportMap({runtimeDev: vueUrl, runtimeProd: vueUrl, serverRenderer: vueUrl});
  store = createStore({builtinImportMap: importMap, showOutput: ref(true)});
  await store.setFiles(files, 'src/App.vue');
  createApp(() => h(Sandbox, {store, previewOptions: {headHTML}})).mount('#preview');
  return {};
}

export async function edit(file, text) {
  store.files[file].code = text;
}
