import type {Attack} from './attack-lab.test-support.js';

/** A document in a nested frame that tries something and tells. `%s` is the attempt. */
const inside = (attempt: string) =>
  `<script>let got; try { got = ${attempt}; } catch { got = 'refused'; } parent.postMessage({told: got}, '*');</script>`;
const inNestedFrame = (set: string) =>
  `return told(() => { const frame = real.document.createElement('iframe'); ${set}; real.document.body.append(frame); });`;

/** On the page around the app, by what an attack would get. */
export const attacks: Record<string, Attack> = {
  'has its origin': {body: 'return real.origin', expected: 'null'},
  'reads the DOM around it': {body: 'return real.parent.document.title'},
  'reads a global of the page': {body: 'return real.parent.secret'},
  'reads an element of the page by its id': {body: "return real.parent['first'].id"},
  'reads the name of the window': {body: 'return real.top.name'},
  'reads the address of the page': {body: 'return real.top.location.href'},
  'reads the storage of the page': {body: "return real.top.localStorage.getItem('secret')"},
  'reads the session storage of the page': {body: 'return real.top.sessionStorage.length'},
  'finds its own frame element': {body: 'return String(real.frameElement)', expected: 'null'},
  'lifts its sandbox': {body: "real.frameElement.removeAttribute('sandbox')"},
  'calls a function of the page': {body: "real.parent.eval('1')"},
  'runs a script in the page by its address': {
    body: "real.parent.location.href = 'javascript:void (window.owned = true)'; await wait(); if (!real.parent.owned) throw new Error();",
  },
  'reads cookies with the native getter': {
    body: "return Object.getOwnPropertyDescriptor(nested().contentWindow.Document.prototype, 'cookie').get.call(document)",
  },
  'reads native storage through a nested frame': {
    body: "return nested().contentWindow.localStorage.getItem('secret')",
  },
  'gives a nested frame an origin': {
    body: "const frame = document.createElement('iframe'); frame.setAttribute('sandbox', 'allow-scripts allow-same-origin'); frame.srcdoc = '<p>'; document.body.append(frame); await loaded(frame); return frame.contentWindow.localStorage.length",
  },
  'reads the page from a document within': {
    body: inNestedFrame(`frame.srcdoc = ${JSON.stringify(inside('top.document.title'))}`),
  },
  'reads the page from a blob': {
    body: inNestedFrame(
      `frame.src = URL.createObjectURL(new Blob([${JSON.stringify(inside('top.document.title'))}], {type: 'text/html'}))`,
    ),
  },
  'reads the page from a script address': {
    body: inNestedFrame(
      `frame.src = ${JSON.stringify(`javascript:'${inside('top.document.title').replaceAll("'", '"')}'`)}`,
    ),
  },
  'opens a database': {
    body: "await new Promise((resolve, reject) => { const request = real.indexedDB.open('x'); request.onsuccess = resolve; request.onerror = () => reject(request.error); })",
  },
  'lists the databases': {body: 'return (await real.indexedDB.databases()).length'},
  'opens a cache': {body: "await real.caches.open('x')"},
  'opens the private file system': {body: 'await real.navigator.storage.getDirectory()'},
  'takes a lock': {body: "await real.navigator.locks.request('x', () => undefined)"},
  'registers a service worker': {
    body: "await (await real.navigator.serviceWorker.register(origin + '/assets/worker.js')).unregister()",
  },
  'shares a worker': {
    body: "await new Promise((resolve, reject) => { const worker = new real.SharedWorker(URL.createObjectURL(new Blob(['onconnect = ({ports}) => ports[0].postMessage(1)']))); worker.onerror = () => reject(new Error()); worker.port.onmessage = resolve; setTimeout(() => reject(new Error()), 700); })",
  },
  'takes the domain of the page': {body: "document.domain = '127.0.0.1'"},
  'asks the site with its cookies': {
    body: "return (await nested().contentWindow.fetch(origin + '/api/me', {credentials: 'include'})).status",
  },
  'asks the site without reading': {
    body: "return (await nested().contentWindow.fetch(origin + '/api/me', {credentials: 'include', mode: 'no-cors'})).type",
  },
  'asks the site by an image': {
    body: "const image = new real.Image(); image.src = origin + '/pixel.svg'; return loaded(image)",
  },
  'asks the site by a script': {
    body: "const script = document.createElement('script'); script.src = origin + '/runtime.js'; script.type = 'module'; document.head.append(script); return loaded(script)",
  },
  'imports a module of the site': {
    body: "await real.eval('import(' + JSON.stringify(origin + '/runtime.js') + ')')",
  },
  'asks the site from a worker': {
    body: "return new Promise((resolve, reject) => { const code = 'fetch(' + JSON.stringify(origin + '/api/me') + ').then(() => postMessage(\"read\"), () => postMessage(\"refused\"))'; const worker = new Worker(URL.createObjectURL(new Blob([code]))); worker.onmessage = ({data}) => data === 'refused' ? reject(new Error()) : resolve(data); worker.onerror = () => reject(new Error()); })",
  },
  'opens a window': {
    body: "const opened = nested().contentWindow.open(origin + '/pixel.svg'); if (!opened) throw new Error(); opened.close()",
  },
  'reads the clipboard': {
    body: 'await real.navigator.clipboard.readText()',
    isHarmlessAnyway: true,
  },
  'opens the camera': {
    body: 'await real.navigator.mediaDevices.getUserMedia({video: true})',
    isHarmlessAnyway: true,
  },
  'asks where the reader is': {
    body: 'await new Promise((resolve, reject) => { real.navigator.geolocation.getCurrentPosition(resolve, (error) => reject(new Error(error.message))); setTimeout(() => reject(new Error()), 700); })',
    isHarmlessAnyway: true,
  },
  'fills the screen': {body: 'await document.documentElement.requestFullscreen()', isHarmlessAnyway: true},
  'asks to notify': {
    body: "if (await real.Notification.requestPermission() !== 'granted') throw new Error()",
    isHarmlessAnyway: true,
  },
  'finds the nonce of its document': {
    body: "return String(document.querySelector('[data-setup]'))",
    expected: 'null',
    isHarmlessAnyway: true,
  },
  'reads a secret of the build': {
    body: "return (await fetch('/.env')).status",
    expected: 404,
    isHarmlessAnyway: true,
  },
  'climbs out of the project': {
    body: "return (await fetch('/../../../etc/passwd')).status",
    expected: 404,
    isHarmlessAnyway: true,
  },
};
