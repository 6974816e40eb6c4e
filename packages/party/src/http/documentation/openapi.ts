import {Problem} from '@codecraft/core/protocol';
import {z} from 'zod';
import type {ApiRoute} from './api-route.js';
import {apiRoutes} from './api-routes.js';

/** What any request may be refused with, by who may ask. */
const usualRefusals: Record<ApiRoute['access'], readonly number[]> = {
  anyone: [],
  'signed-in': [401],
  member: [401, 404],
  admin: [401, 403, 404],
  operator: [401, 404],
};

const meanings: Record<number, string> = {
  200: 'Done.',
  201: 'Made.',
  204: 'Done; there is nothing to tell.',
  400: 'The request does not fit.',
  401: 'Not signed in.',
  403: 'Not allowed.',
  404: 'There is no such thing, or it is not yours.',
  409: 'Refused as things are now.',
  413: 'Too large.',
  422: 'Not supported.',
  429: 'Too many requests.',
  503: 'Not available at the moment.',
};

/** The API as an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1.html), out of the schemas that check it. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of apiRoutes) {
    const operations = (paths[route.path] ??= {});
    operations[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'CodeCraft AI',
      version: '1',
      description:
        'Everything outside a project’s room. In the room, a socket carries messages: ask for a ticket and open `/parties/project/{id}?ticket=…`.',
    },
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token of this server, or a token of a site that it trusts.',
        },
      },
      schemas: {Problem: jsonSchema(Problem)},
    },
  };
}

/** The statuses of a route's refusals, ascending. */
export function refusalsOf(route: ApiRoute): number[] {
  const withBody = route.body ? [400, 413] : [];
  return [...new Set([...usualRefusals[route.access], ...withBody, ...(route.refusals ?? [])])].sort();
}

export function meaningOf(status: number): string {
  return meanings[status] ?? 'Refused.';
}

function operationOf(route: ApiRoute): object {
  const parameters = parametersOf(route);
  return {
    tags: [route.subject],
    summary: route.summary,
    ...(route.access !== 'anyone' && {security: [{bearer: []}]}),
    ...(parameters.length > 0 && {parameters}),
    ...(route.body && {
      requestBody: {required: true, content: {'application/json': {schema: jsonSchema(route.body, 'input')}}},
    }),
    responses: Object.fromEntries([
      [String(route.answer.status), {description: meaningOf(route.answer.status), ...contentOf(route)}],
      ...refusalsOf(route).map((status) => [
        String(status),
        {
          description: meaningOf(status),
          content: {'application/problem+json': {schema: {$ref: '#/components/schemas/Problem'}}},
        },
      ]),
    ]),
  };
}

function contentOf({answer}: ApiRoute): object {
  if (answer.body) return {content: {'application/json': {schema: jsonSchema(answer.body)}}};
  return answer.contentType ? {content: {[answer.contentType]: {}}} : {};
}

function parametersOf({path, query = {}}: ApiRoute): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: {type: 'string'},
  }));
  const inQuery = Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: {type: 'string'},
  }));
  return [...inPath, ...inQuery];
}

/** @param side `input` is what a client sends, before the schema tidies it. */
export function jsonSchema(schema: z.ZodType, side: 'input' | 'output' = 'output'): object {
  const {$schema: _, ...rest} = z.toJSONSchema(schema, {io: side, unrepresentable: 'any'});
  return rest;
}
