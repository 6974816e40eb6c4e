import type {FrameCommand, FrameSetup} from '../protocol.js';
import {App} from './app.js';
import {createWorkerClass} from './app-worker/start-worker.js';
import {captureConsole} from './console-capture.js';
import {limitDialogs} from './dialogs.js';
import {createEventSource} from './event-source.js';
import {Failures} from './failures.js';
import {createFetch} from './fetch.js';
import {followLinks} from './links.js';
import {LoadEvents} from './load-events.js';
import {createHistory, createLocation} from './location.js';
import {Media} from './media.js';
import {moduleProcess} from './module-process.js';
import {Navigation} from './navigation.js';
import {Overlay} from './overlay.js';
import {createCookieJar, createStorage} from './storage.js';
import {reloadWhereVueGivesUp} from './vue-hot-reload.js';
import {takeWaited} from './waited.js';
import {createWebSocket} from './web-socket.js';
import {createWindowProxy} from './window-proxy.js';
import {WorkerLink} from './worker-link.js';
import {createXmlHttpRequest} from './xml-http-request.js';

declare const definePack: (modules: {begin: () => void}) => void;

/**
 * Runs first in every previewed document, inside a frame without an origin. Nothing here guards anything: the user's
 * code runs beside it and can undo it all. What keeps the host page safe is the frame and the checks in the worker.
 */
function begin(): void {
  const script = document.currentScript as HTMLScriptElement;
  const setup = JSON.parse(script.dataset['setup']!) as FrameSetup;
  script.remove();
  const waited = takeWaited(setup);

  let app: App | undefined;
  const overlay = new Overlay();
  const page = setup.isEnclosed ? window.parent.parent : window.parent;
  const channel = new MessageChannel();
  const link = new WorkerLink(waited.link ?? channel.port1, (command: FrameCommand) => {
    switch (command.type) {
      case 'define':
        return app?.define(command.modules);
      case 'start':
        return void app?.start(command);
      case 'update':
        return void app?.update(command);
      case 'ping':
        return link.send({type: 'pong'});
      case 'problem':
        return app ? app.showProblem(command.problem) : overlay.show(command.problem);
      case 'problem-solved':
        return overlay.hide();
    }
  });
  // The nonce proves to the page that this comes from our script, which runs first.
  page.postMessage({type: 'codecraft-frame', nonce: setup.nonce}, '*', waited.link ? [] : [channel.port2]);

  const navigation = new Navigation(link, setup.document, setup.history);
  const location = createLocation(navigation);
  const history = createHistory(navigation);
  const localStorage = createStorage('localStorage', setup.stored.localStorage, link);
  const sessionStorage = createStorage('sessionStorage', setup.stored.sessionStorage, link);
  const failures = new Failures(link);

  captureConsole(link);
  limitDialogs(window);
  failures.listen();
  reloadWhereVueGivesUp(() => link.send({type: 'reload-needed'}));
  window.fetch = createFetch(link, navigation);
  window.WebSocket = createWebSocket(link, navigation);
  window.Worker = createWorkerClass(link, navigation);
  window.EventSource = createEventSource(window.fetch, navigation);
  window.XMLHttpRequest = createXmlHttpRequest(window.fetch, navigation);
  const offered = {history, localStorage, sessionStorage, __location: location};
  for (const [name, value] of Object.entries(offered)) {
    Object.defineProperty(window, name, {configurable: true, get: () => value});
  }
  Object.defineProperty(Document.prototype, 'cookie', {configurable: true, ...createCookieJar()});
  Object.defineProperty(Document.prototype, 'URL', {configurable: true, get: () => location.href});
  new Media(link, navigation).install();
  followLinks(navigation, link);

  const windowProxy = createWindowProxy(location);
  Object.defineProperty(document, 'defaultView', {configurable: true, get: () => windowProxy});

  app = new App({
    link,
    failures,
    overlay,
    loadEvents: new LoadEvents(setup.hasModules),
    packs: waited.packs,
    isLinked: waited.link !== undefined,
    globals: {
      window: windowProxy,
      self: windowProxy,
      globalThis: windowProxy,
      global: windowProxy,
      location,
      process: moduleProcess,
    },
  });
  for (const command of waited.commands) link.receive(command);
}

// A pack like the others, so that a frame that waits for its document has it by then.
definePack({begin});
