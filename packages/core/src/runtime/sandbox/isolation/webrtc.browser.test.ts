import {createSocket, type Socket} from 'node:dgram';
import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {AttackLab} from './attack-lab.test-support.js';

let lab: AttackLab;
/** In the place of a STUN server of somebody else's: it hears whatever packets an app gets out. */
let listener: Socket;
let packets: number;

beforeAll(async () => {
  listener = createSocket('udp4').on('message', () => void packets++);
  listener.bind(0, '127.0.0.1');
  [lab] = await Promise.all([AttackLab.open(), once(listener, 'listening')]);
});
afterAll(async () => {
  listener?.close();
  await lab?.close();
});
beforeEach(() => {
  packets = 0;
});

const connecting = () => {
  const {port} = listener.address() as AddressInfo;
  return `const connection = new real.RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:${port}'}]});
connection.createDataChannel('out');
await connection.setLocalDescription(await connection.createOffer());
return 'offered';`;
};

/*
 * A hole that is known, and said in SECURITY.md. Where one of these fails, the browser has learned to close it: then the
 * policy of the preview should say so, and SECURITY.md too.
 */
test('RT-I15 no policy of a page keeps WebRTC from sending packets, with network none either', async () => {
  expect(await lab.run({webrtc: connecting()}, {network: 'none'})).toEqual({webrtc: 'offered'});
  await expect.poll(() => packets).toBeGreaterThan(0);
});

test('RT-I15 the directive that is meant to, webrtc, is none that this browser knows', async () => {
  const page = await lab.site.browser.newPage();
  try {
    await page.goto(lab.origin);
    await page.evaluate((body) => {
      const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; webrtc 'block'">`;
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.srcdoc = `${policy}<script>const real = window; (async () => { ${body} })();</script>`;
      document.body.append(frame);
    }, connecting());
    await expect.poll(() => packets).toBeGreaterThan(0);
  } finally {
    await page.close();
  }
});
