import {CodecraftError} from '@codecraft/core/errors';
import {newId, PackagesRequest} from '@codecraft/core/protocol';
import {isAllowedOrigin} from '../http/origins.js';
import {problemOf} from '../http/problem.js';
import type {PackageGateway} from './package-gateway.js';
import {readText} from './read-text.js';

interface HandleOptions {
  gateway: Pick<PackageGateway, 'resolve' | 'tarball'>;
  /** The path below which this answers, such as `/api/packages`. */
  base: string;
  allowedOrigins: readonly string[];
  maxRequestBytes: number;
}

/** Answers what is below `base`, and null for anything else. Failures are answers too: problem details. */
export async function handleRequest(request: Request, options: HandleOptions): Promise<Response | null> {
  const {pathname, origin: ownOrigin} = new URL(request.url);
  if (!pathname.startsWith(`${options.base}/`)) return null;
  const origin = request.headers.get('origin');
  const isAllowed =
    origin === null || origin === ownOrigin || isAllowedOrigin(options.allowedOrigins, origin);
  const response = isAllowed
    ? await answer(request, pathname.slice(options.base.length), options).catch(problemResponse)
    : problemResponse(originRefused(origin));
  // Packages are written by strangers: never a page of this origin.
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  response.headers.append('Vary', 'Origin');
  if (origin !== null && isAllowed) response.headers.set('Access-Control-Allow-Origin', origin);
  return response;
}

async function answer(request: Request, path: string, options: HandleOptions): Promise<Response> {
  const method = path === '/resolve' ? 'POST' : 'GET';
  const tarball = /^\/tarball\/(.+)\/([^/]+)\.tgz$/.exec(path);
  if (path !== '/resolve' && !tarball) {
    throw new CodecraftError('not-found', 'There is nothing at this address.');
  }
  if (request.method === 'OPTIONS') return preflight(method);
  if (request.method !== method) {
    throw new CodecraftError('not-found', `This address answers ${method} only.`);
  }
  return tarball ? tarballResponse(request, tarball, options) : resolveResponse(request, options);
}

async function resolveResponse(
  request: Request,
  {gateway, maxRequestBytes}: HandleOptions,
): Promise<Response> {
  // A form could send JSON-like text from any site without asking first; a JSON type cannot come that way.
  if (request.headers.get('content-type')?.split(';')[0]?.trim() !== 'application/json') {
    throw new CodecraftError('invalid-input', 'Send the body as application/json.');
  }
  const lock = await gateway.resolve(readBody(await readText(request.body, maxRequestBytes)));
  return Response.json(lock, {headers: {'Cache-Control': 'no-store'}});
}

async function tarballResponse(
  request: Request,
  [, name = '', version = '']: RegExpExecArray,
  {gateway}: HandleOptions,
): Promise<Response> {
  const found = await gateway.tarball(decoded(name), decoded(version));
  const etag = found.headers.get('etag');
  if (etag === null || request.headers.get('if-none-match') !== etag) {
    // A copy, because the headers of a cached answer cannot be changed.
    return new Response(found.body, found);
  }
  await found.body?.cancel();
  return new Response(null, {status: 304, headers: withoutLength(found.headers)});
}

function readBody(text: string): PackagesRequest {
  const result = PackagesRequest.safeParse(parseJson(text));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.join('.');
  const why = issue?.message ?? 'This body does not fit.';
  throw new CodecraftError('invalid-input', where ? `${where}: ${why}` : why);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodecraftError('invalid-input', 'This body is not JSON.', {cause});
  }
}

const preflight = (method: string) =>
  new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': method,
      'Access-Control-Allow-Headers': 'Content-Type',
      'Access-Control-Max-Age': '600',
    },
  });

function problemResponse(error: unknown): Response {
  const problem = problemOf(error, newId(16));
  return Response.json(problem, {
    status: problem.status,
    headers: {'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store'},
  });
}

const originRefused = (origin: string) =>
  new CodecraftError(
    'origin-refused',
    `This server does not serve ${origin}. Its owner can add it to ALLOWED_ORIGINS.`,
  );

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return ''; // no name, and refused as such
  }
}

function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('content-length');
  return kept;
}
