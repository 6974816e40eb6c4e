import {createHash} from 'node:crypto';
import {gzipSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {CodecraftError} from '../../../../errors.js';
import {fetchPackage, UnpackedRoom} from './fetch-package.js';
import type {PackageGatewayClient} from './package-gateway-client.js';
import {tar} from './tar.test-support.js';

const packed = gzipSync(tar([{path: 'package/index.js', text: 'export default 1;'}]));
const integrityOf = (bytes: Uint8Array) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

/** A gateway that gives these answers, one after the other, and notes how it was asked. */
function gatewayWith(...answers: (Uint8Array | Error)[]) {
  const asked: RequestCache[] = [];
  const tarball: PackageGatewayClient['tarball'] = async (_, {cache}) => {
    asked.push(cache);
    const answer = answers.shift();
    if (!answer) throw new Error('Asked once too often.');
    if (answer instanceof Error) throw answer;
    return Uint8Array.from(answer);
  };
  return {asked, gateway: {tarball} as PackageGatewayClient};
}

function fetchOne(
  gateway: PackageGatewayClient,
  {integrity = integrityOf(packed), maxBytes = 1e6, maxFiles = 10} = {},
) {
  const room = new UnpackedRoom({maxBytes, maxFiles});
  const pack = {path: 'node_modules/left', name: 'left', version: '1.2.0', integrity};
  const signal = new AbortController().signal;
  return fetchPackage(pack, {gateway, room, signal, onBytes: () => undefined});
}

describe('PK5 a package', () => {
  test('is unpacked once its hash is checked', async () => {
    const {gateway, asked} = gatewayWith(packed);
    const archive = await fetchOne(gateway);
    expect(archive.index.paths).toEqual(['index.js']);
    expect(new TextDecoder().decode(archive.read(0) as Uint8Array)).toBe('export default 1;');
    expect(asked).toEqual(['default']);
  });

  test.each(['sha1', 'sha256', 'sha384', 'sha512'])('may be announced by %s', async (algorithm) => {
    const integrity = `${algorithm}-${createHash(algorithm).update(packed).digest('base64')}`;
    await expect(fetchOne(gatewayWith(packed).gateway, {integrity})).resolves.toBeDefined();
  });

  test('that arrives changed is fetched again, past the caches', async () => {
    const {gateway, asked} = gatewayWith(gzipSync('changed'), packed);
    await expect(fetchOne(gateway)).resolves.toBeDefined();
    expect(asked).toEqual(['default', 'reload']);
  });

  test('that arrives changed twice is refused by name', async () => {
    const {gateway} = gatewayWith(gzipSync('changed'), gzipSync('changed'));
    await expect(fetchOne(gateway)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^What arrived for left@1\.2\.0 is not the package/),
    });
  });

  test('that breaks off is fetched again, and then named', async () => {
    const broken = new TypeError('network error');
    await expect(fetchOne(gatewayWith(broken, packed).gateway)).resolves.toBeDefined();
    await expect(fetchOne(gatewayWith(broken, broken).gateway)).rejects.toMatchObject({
      message: expect.stringContaining('left@1.2.0'),
    });
  });

  test('that the gateway does not have is not asked for again', async () => {
    const {gateway, asked} = gatewayWith(new CodecraftError('package-missing', 'left has no version 1.2.0.'));
    await expect(fetchOne(gateway)).rejects.toMatchObject({code: 'package-missing'});
    expect(asked).toEqual(['default']);
  });
});

describe('PK6 what is unpacked', () => {
  test('has a limit in bytes, whatever the archive says of itself', async () => {
    const honest = gzipSync(tar([{path: 'package/a', text: 'x'.repeat(10_000)}]));
    const liar = new Uint8Array(honest);
    liar.set([1, 0, 0, 0], liar.length - 4);
    for (const bytes of [honest, liar]) {
      const options = {integrity: integrityOf(bytes), maxBytes: 5000};
      const refused = expect(fetchOne(gatewayWith(bytes).gateway, options)).rejects;
      await refused.toMatchObject({message: expect.stringContaining('left@1.2.0')});
    }
  });

  test('has a limit in files', async () => {
    const many = gzipSync(tar([1, 2, 3].map((number) => ({path: `package/${number}`, text: ''}))));
    const options = {integrity: integrityOf(many), maxFiles: 2};
    await expect(fetchOne(gatewayWith(many).gateway, options)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/left@1\.2\.0.* 2 files/),
    });
  });

  test.each([
    ['out of its folder', gzipSync(tar([{path: 'package/../../etc', text: ''}])), 'would be written to'],
    ['no archive', gzipSync('text'), 'no files'],
    ['not compressed', new TextEncoder().encode('<html>'), 'not compressed'],
  ])('that is %s is refused by name', async (_, bytes, reason) => {
    const options = {integrity: integrityOf(bytes)};
    await expect(fetchOne(gatewayWith(bytes).gateway, options)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(new RegExp(`left@1\\.2\\.0 cannot be unpacked.*${reason}`)),
    });
  });
});
