import {once} from 'node:events';
import {createServer} from 'node:http';

/**
 * What the server does next while it answers.
 *
 * @typedef {{text: string} | {thought: string} | {finish: string} | {blocked: string}
 *   | {waitFor: Promise<unknown>} | {cut: true} | {status: number, message: string}} Step
 */

/**
 * @typedef {object} FakeGemini
 * @property {string} url For `GEMINI_BASE_URL`.
 * @property {{model: string, key: string, body: Record<string, unknown>}[]} requests What was asked, in order.
 * @property {number} abandoned How many answers the client did not wait for.
 * @property {(...steps: Step[]) => void} answerWith What each request from now on is answered with.
 * @property {() => Promise<void>} stop
 */

const modelVersion = 'fake-gemini-1';

/**
 * A server on this machine that speaks Gemini's streaming protocol (`streamGenerateContent?alt=sse`), so that the
 * real client can be tested without a key and without leaving the machine.
 *
 * @returns {Promise<FakeGemini>}
 */
export async function startFakeGemini() {
  /** @type {Step[]} */
  let steps = [{text: 'Hello.'}, {finish: 'STOP'}];
  /** @type {FakeGemini['requests']} */
  const requests = [];
  let abandoned = 0;

  const server = createServer(async (request, response) => {
    const model = /\/v1beta\/models\/(.+):streamGenerateContent\?alt=sse/.exec(request.url ?? '')?.[1];
    if (!model) return sendError(response, 404, `Nothing at ${request.url}`);
    const body = JSON.parse(await textOf(request));
    requests.push({model, key: String(request.headers['x-goog-api-key']), body});
    response.on('close', () => {
      if (!response.writableFinished) abandoned += 1;
    });
    await play(steps, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The fake Gemini has no port.');

  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    get abandoned() {
      return abandoned;
    },
    answerWith(...next) {
      steps = next;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** @param {Step[]} steps @param {import('node:http').ServerResponse} response */
async function play(steps, response) {
  for (const step of steps) {
    if (response.destroyed) return;
    if ('status' in step) return sendError(response, step.status, step.message);
    if (!response.headersSent) response.writeHead(200, {'Content-Type': 'text/event-stream'});
    if ('cut' in step) return response.destroy();
    if ('waitFor' in step) await Promise.race([step.waitFor, once(response, 'close')]);
    else response.write(`data: ${JSON.stringify({...chunkOf(step), modelVersion})}\r\n\r\n`);
  }
  response.end();
}

/** @param {Extract<Step, {text: string} | {thought: string} | {finish: string} | {blocked: string}>} step */
function chunkOf(step) {
  if ('blocked' in step) return {promptFeedback: {blockReason: step.blocked}};
  const part =
    'text' in step ? {text: step.text} : 'thought' in step ? {text: step.thought, thought: true} : undefined;
  const content = {role: 'model', parts: part ? [part] : []};
  return {candidates: [{index: 0, content, ...('finish' in step && {finishReason: step.finish})}]};
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {string} message */
function sendError(response, status, message) {
  response.writeHead(status, {'Content-Type': 'application/json'});
  response.end(JSON.stringify({error: {code: status, message, status: 'ERROR'}}));
}

/** @param {import('node:http').IncomingMessage} request */
async function textOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
