import {PackageLock, PackagesRequest} from '@codecraft/core/protocol';
import {z} from 'zod';
import type {ApiRoute} from './api-route.js';

export const serverRoutes: readonly ApiRoute[] = [
  {
    method: 'POST',
    path: '/api/packages/resolve',
    subject: 'Packages',
    summary: 'Resolves dependencies to what goes where below node_modules.',
    access: 'anyone',
    body: PackagesRequest,
    answer: {status: 200, body: PackageLock},
    refusals: [404, 409, 422, 503],
  },
  {
    method: 'GET',
    path: '/api/packages/tarball/{name}/{version}.tgz',
    subject: 'Packages',
    summary: 'Hands out one package as the registry has it.',
    access: 'anyone',
    answer: {status: 200, contentType: 'application/gzip'},
    refusals: [404, 503],
  },
  {
    method: 'GET',
    path: '/health',
    subject: 'Server',
    summary: 'Tells that the server answers, and which start of it.',
    access: 'anyone',
    answer: {status: 200, body: z.object({ok: z.literal(true), bootId: z.string()})},
  },
  {
    method: 'GET',
    path: '/metrics',
    subject: 'Server',
    summary: 'Numbers in Prometheus’ text format, for who has METRICS_TOKEN.',
    access: 'operator',
    answer: {status: 200, contentType: 'text/plain; version=0.0.4'},
  },
  {
    method: 'GET',
    path: '/api/openapi.json',
    subject: 'Server',
    summary: 'This description, as OpenAPI 3.1.',
    access: 'anyone',
    answer: {status: 200, contentType: 'application/json'},
  },
  {
    method: 'GET',
    path: '/api/docs',
    subject: 'Server',
    summary: 'This description, as a page.',
    access: 'anyone',
    answer: {status: 200, contentType: 'text/html'},
  },
  {
    method: 'GET',
    path: '/api/docs.css',
    subject: 'Server',
    summary: 'How that page looks.',
    access: 'anyone',
    answer: {status: 200, contentType: 'text/css'},
  },
];
