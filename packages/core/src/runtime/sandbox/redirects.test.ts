import {expect, test} from 'vitest';
import {followRedirects, type SentRequest} from './redirects.js';

const headers = {'content-type': 'text/plain', 'x-own': '1', authorization: 'secret', cookie: 'a=b'};

/** What is sent in the end where the first address answers with this redirect, and what comes back. */
async function follow(method: string, status: number, location: string) {
  const sent: SentRequest[] = [];
  const first: SentRequest = {
    url: new URL('https://here.example/first#part'),
    method,
    headers: new Headers(headers),
    body: method === 'GET' || method === 'HEAD' ? null : new Uint8Array(1),
  };
  const response = await followRedirects(first, 'follow', async (request) => {
    sent.push(request);
    return sent.length === 1
      ? new Response('moved', {status, headers: {location}})
      : new Response(null, {status: 204});
  });
  const {url, redirected} = response;
  const last = sent.at(-1)!;
  return {
    url,
    redirected,
    method: last.method,
    body: last.body?.length ?? null,
    names: [...last.headers.keys()],
  };
}

test.each([
  ['POST', 301, 'GET'],
  ['POST', 302, 'GET'],
  ['POST', 303, 'GET'],
  ['PUT', 303, 'GET'],
  ['PUT', 302, 'PUT'],
  ['HEAD', 303, 'HEAD'],
  ['POST', 307, 'POST'],
  ['POST', 308, 'POST'],
])('RT-S10 %s redirected with %d becomes %s', async (from, status, to) => {
  const {method, body, names} = await follow(from, status, '/second');
  expect(method).toBe(to);
  const keepsBody = from === to && from !== 'HEAD';
  expect(body).toBe(keepsBody ? 1 : null);
  expect(names.includes('content-type')).toBe(from === to);
});

test('RT-S10 an answer knows where it is from; the fragment of the first address goes along', async () => {
  const seen = await follow('GET', 302, '/second?q');
  expect(seen).toMatchObject({url: 'https://here.example/second?q', redirected: true});
});

test('RT-S10 what is for one server alone is not sent to another', async () => {
  expect((await follow('GET', 302, '/second')).names).toContain('authorization');
  expect((await follow('GET', 302, 'https://other.example/')).names).toEqual(['content-type', 'x-own']);
});

test('RT-S10 only redirects that name where they lead are followed', async () => {
  const first = {url: new URL('https://here.example/'), method: 'GET', headers: new Headers(), body: null};
  for (const answer of [new Response(null, {status: 302}), new Response('x', {headers: {location: '/'}})]) {
    expect(await followRedirects(first, 'error', async () => answer)).toMatchObject({redirected: false});
  }
});

test.each(['http://[', 'data:text/plain,x', 'file:///etc/passwd'])(
  'RT-S10 a redirect to %s fails',
  async (location) => {
    await expect(follow('GET', 302, location)).rejects.toThrow(TypeError);
  },
);
