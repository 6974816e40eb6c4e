import {Agent, request} from 'node:http';
import {newId} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {PartyClient} from '../testing/party-client.js';
import type {TestHost} from './test-host.js';

/** What holds for every address of the API. */
export function httpContract(host: TestHost): void {
  describe('HTTP', () => {
    it('serves this machine’s pages and no others', async () => {
      const client = new PartyClient(host.url);
      const allowed = await client.request('GET', '/health', undefined, {Origin: 'http://localhost:3000'});
      expect(allowed.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
      const refused = await client.request('GET', '/health', undefined, {Origin: 'https://evil.example'});
      expect(refused).toMatchObject({status: 403, body: {code: 'origin-refused'}});
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    });

    it('refuses bodies that are too large, no JSON, or not said to be', async () => {
      const client = new PartyClient(host.url);
      const long = await client.request('POST', '/api/session', {email: 'x', password: 'x'.repeat(20_000)});
      expect(long).toMatchObject({status: 413, body: {code: 'too-large'}});
      const form = await client.request('POST', '/api/session', {}, {'Content-Type': 'text/plain'});
      expect(form).toMatchObject({status: 400, body: {code: 'invalid-input'}});
    });

    it('PT34 reads a body that it refuses, so that the connection serves the next request', async () => {
      const agent = new Agent({keepAlive: true, maxSockets: 1});
      const body = JSON.stringify({text: 'x'.repeat(12_000)});
      const answers = [];
      for (const path of ['/nowhere', '/api/me/password', '/api/projects', '/nowhere']) {
        answers.push(await post(new URL(path, host.url), body, agent));
      }
      agent.destroy();
      expect(answers.map(({status}) => status)).toEqual([404, 401, 401, 404]);
      expect(new Set(answers.map(({port}) => port)).size).toBe(1);
    });

    it('opens its metrics to who has the token, and has none without', async () => {
      const client = new PartyClient(host.url);
      expect((await client.request('GET', '/metrics')).status).toBe(401);
      const response = await fetch(`${host.url}/metrics`, {
        headers: {Authorization: `Bearer ${host.metricsToken}`},
      });
      expect(await response.text()).toMatch(
        /codecraft_requests_total\{method="GET",route="\/health",status="200"\} \d+/,
      );
    });

    it('PT31 counts what happens in rooms too', async () => {
      const id = await host.mara.createProject();
      const [bad, good] = [await host.mara.enter(id), await host.mara.enter(id)];
      bad.sendRaw('no frame');
      await bad.closed;
      await good.ask({type: 'chat-send', id: newId(), text: '@ai a page'});
      await good.next('turn', ({turn}) => turn.endedAt !== undefined);
      good.close();
      const headers = {Authorization: `Bearer ${host.metricsToken}`};
      const text = await (await fetch(`${host.url}/metrics`, {headers})).text();
      for (const line of [
        /^codecraft_sockets_opened_total \d+$/m,
        /^codecraft_sockets_closed_total \d+$/m,
        /^codecraft_messages_total\{type="chat-send",outcome="done"\} \d+$/m,
        /^codecraft_message_seconds_bucket\{type="chat-send",le="0.1"\} \d+$/m,
        /^codecraft_frames_rejected_total\{code="4400"\} \d+$/m,
        /^codecraft_ai_turns_total\{source="templates",outcome="done"\} \d+$/m,
        /^codecraft_ai_turn_seconds_count\{source="templates"\} \d+$/m,
        /^codecraft_request_seconds_bucket\{method="GET",route="[^"]+",le="\+Inf"\} \d+$/m,
      ]) {
        expect(text).toMatch(line);
      }
    });

    it('answers every request with an id and closed headers', async () => {
      const {headers, body} = await new PartyClient(host.url).request('GET', '/nowhere');
      expect(headers.get('x-request-id')).toBe((body as {requestId: string}).requestId);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    });
  });
}

/** @returns The status, and the port on this side of the connection. */
function post(url: URL, body: string, agent: Agent): Promise<{status: number; port: number}> {
  return new Promise((resolve, reject) => {
    const headers = {'Content-Type': 'application/json'};
    const asked = request(url, {method: 'POST', agent, headers}, (response) => {
      const {statusCode = 0, socket} = response;
      const port = socket.localPort ?? 0;
      response.resume().once('end', () => resolve({status: statusCode, port}));
    });
    asked.once('error', reject).end(body);
  });
}
