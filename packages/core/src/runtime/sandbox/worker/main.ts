import {CodecraftError} from '../../../errors.js';
import type {PageMessage, WorkerMessage, WorkerMethods, WorkerStart} from '../protocol.js';
import {normalizePath} from './files/paths.js';
import {Commands} from './processes/commands.js';
import {ProcessTable} from './processes/process-table.js';
import {Project} from './project.js';

/** The page's first message says how; all others are for the project that it starts. */
addEventListener('message', ({data}: MessageEvent<WorkerStart>) => serve(data), {once: true});

function serve(start: WorkerStart): void {
  const send = (message: WorkerMessage) => postMessage(message);
  const project = new Project({...start, send});
  const processes = new ProcessTable(new Commands(project), (message) => {
    // The page forgets a process once it has ended.
    if (message.type === 'exit') project.writtenFiles.flush();
    send(message);
  });

  const methods: {
    [M in keyof WorkerMethods]: (params: WorkerMethods[M]['params']) => WorkerMethods[M]['result'];
  } = {
    mount: ({tree, mountPoint}) => {
      project.change(() => project.files.mount(tree, mountPoint));
      project.prefetch();
    },
    'write-files': ({files}) =>
      project.change(() => {
        for (const {path, data} of files) project.files.write(path, data);
      }),
    'read-file': ({path}) => project.files.readBytes(path),
    'read-directory': ({path}) => project.files.readDirectory(path),
    'make-directory': ({path, recursive}) => project.files.makeDirectory(path, {recursive}),
    remove: ({path, recursive, force}) =>
      project.change(() => project.files.remove(path, {recursive, force})),
    rename: ({from, to}) => project.change(() => project.files.rename(from, to)),
    export: ({path, excludes}) => project.files.toTree(normalizePath(path), excludes),
    spawn: (params) => void processes.run(params),
  };

  function call(message: PageMessage & {type: 'call'}): void {
    try {
      project.writtenFiles.flush();
      // The compiler cannot see that the method and its parameters belong together.
      const method = methods[message.method] as (params: unknown) => unknown;
      send({type: 'result', id: message.id, value: method(message.params)});
    } catch (error) {
      const code = error instanceof CodecraftError ? error.code : 'internal';
      send({
        type: 'failure',
        id: message.id,
        code,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }

  self.onmessage = ({data: message, ports}: MessageEvent<PageMessage>) => {
    const report = (error: unknown) =>
      send({type: 'runtime-error', message: error instanceof Error ? error.message : String(error)});
    switch (message.type) {
      case 'call':
        return call(message);
      case 'kill':
        return processes.kill(message.process);
      case 'input':
        return processes.input(message.process, message.text);
      case 'input-end':
        return processes.endInput(message.process);
      case 'resize':
        return processes.resize(message.process, message.size);
      case 'asset-coming':
        return project.tools.assets.expect(message.fileName);
      case 'asset':
        return project.tools.assets.receive(message.fileName, message.text);
      case 'frame-waiting':
        return project.waitingFrames.waits(message.frame, message.packs);
      case 'frame-linked':
        return project.waitingFrames.linked(message.frame, ports[0]!);
      case 'frame-gone':
        return project.waitingFrames.gone(message.frame);
      case 'process-frame-port':
        return project.processFrame.connect(ports[0]!);
      case 'preview-attached':
        return void project.attachPreview(message.attached).catch(report);
      case 'navigate':
        return void project.navigate(message.address).catch(report);
      case 'reload':
        return void project.reload().catch(report);
      case 'frame-loaded-again':
        return project.frameLoadedAgain(message.document);
      case 'frame-port':
        return void project.connectFrame(message.document, ports[0]!).catch(report);
    }
  };
}
