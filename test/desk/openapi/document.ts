import path from 'node:path';
import { createGenerator, type Schema } from 'ts-json-schema-generator';
import { z } from 'zod';
import type { AnyRoute, RouteTable } from '../../../desk/http/routes';
import { ROOT } from '../../architecture/sources';

/** As far as this document uses it: https://spec.openapis.org/oas/v3.1.0 */
export interface OpenApi {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, object>; schemas: Record<string, object>; responses: Record<string, object> };
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  security?: [];
  parameters?: { name: string; in: 'path' | 'query'; required: boolean; schema: object }[];
  requestBody?: { required: true; content: Record<string, { schema: object }> };
  responses: Record<string, object>;
}

const DESCRIPTION = 'Every route between the page and the desk. Who asks, and for which franchise, comes from the session alone: a bearer, or the cookie of the desk’s own page.';

/** What goes in is said by the routes' own checks, with their limits; what comes out by the contract's types. */
export function describeRoutes(table: RouteTable): OpenApi {
  const { routes, schemas } = readContract();
  const paths: OpenApi['paths'] = {};
  for (const [name, route] of Object.entries(table) as unknown as [string, AnyRoute][]) {
    const [method = '', address = ''] = name.split(' ');
    const { description, properties } = routes[name] ?? {};
    (paths[address.replace(/:(\w+)/g, '{$1}')] ??= {})[method.toLowerCase()] = {
      operationId: name.replace(/^(\w+) \/api/, (_, verb: string) => verb.toLowerCase()).replace(/[^a-zA-Z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase()),
      ...(description === undefined ? {} : { description: description.replace(/\n/g, ' ') }),
      ...(route.access === 'anyone' ? { security: [] } : {}),
      ...(route.access === 'supervisor' ? { summary: 'For supervisors.' } : {}),
      ...parametersOf(route, address),
      ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: taken(route.body) } } } } : {}),
      responses: { 200: answerOf(properties?.['answer'], address), default: { $ref: '#/components/responses/Failure' } },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Desk', version: '1', description: DESCRIPTION },
    security: [{ bearer: [] }, { cookie: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, cookie: { type: 'apiKey', in: 'cookie', name: 'vox_session' } },
      schemas,
      responses: { Failure: { description: 'What was wrong, in a sentence.', content: { 'application/json': { schema: { $ref: '#/components/schemas/ApiFailure' } } } } },
    },
  };
}

interface Described { description?: string; properties?: Record<string, object> }

function readContract(): { routes: Record<string, Described>; schemas: Record<string, object> } {
  const generator = createGenerator({
    path: path.join(ROOT, 'contracts/desk-api.ts'), tsconfig: path.join(ROOT, 'contracts/tsconfig.json'), type: '*', encodeRefs: false, skipTypeCheck: true,
  });
  const { definitions = {} } = withPlainNames(generator.createSchema('*'));
  const { DeskRoutes: routes, ...schemas } = definitions as Record<string, { properties?: Record<string, Described> }>;
  return { routes: routes?.properties ?? {}, schemas: onlyUsed(schemas, [Object.values(routes?.properties ?? {}).map(({ properties }) => properties?.['answer']), schemas['ApiFailure']]) };
}

/** `PageOf<CallSummary>` is no name there. */
function withPlainNames({ definitions = {} }: Schema): Schema {
  const plain = (name: string): string => name.replace(/\W+/g, '_').replace(/_$/, '');
  const named = Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [plain(name), schema]));
  return { definitions: JSON.parse(JSON.stringify(named), (key, value: unknown) =>
    (key === '$ref' ? `#/components/schemas/${plain(String(value).replace('#/definitions/', ''))}` : value)) as Schema['definitions'] & object };
}

/** Answers lead to these, and they to others; what goes in has its own schemas. */
function onlyUsed(schemas: Record<string, object>, roots: unknown[]): Record<string, object> {
  const used = new Set<string>(['ApiFailure']);
  const look = (within: unknown): void => {
    for (const [, name = ''] of JSON.stringify(within ?? null).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (used.has(name)) continue;
      used.add(name);
      look(schemas[name]);
    }
  };
  for (const root of roots) look(root);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function parametersOf({ params, query }: AnyRoute, address: string): Pick<Operation, 'parameters'> {
  const inPath = [...address.matchAll(/:(\w+)/g)].map(([, name = '']) => ({ name, in: 'path' as const, required: true, schema: fieldsOf(params)[name] ?? { type: 'string' } }));
  const required = query ? ((taken(query) as { required?: string[] }).required ?? []) : [];
  const inQuery = Object.entries(fieldsOf(query)).map(([name, schema]) => ({ name, in: 'query' as const, required: required.includes(name), schema }));
  const parameters = [...inPath, ...inQuery];
  return parameters.length === 0 ? {} : { parameters };
}

function fieldsOf(schema: z.ZodType | undefined): Record<string, object> {
  return schema ? ((taken(schema) as { properties?: Record<string, object> }).properties ?? {}) : {};
}

function taken(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

function answerOf(schema: object | undefined, address: string): object {
  const type = address.endsWith('.csv') ? 'text/csv' : 'application/json';
  return { description: 'Done.', content: { [type]: { schema: schema ?? {} } } };
}
