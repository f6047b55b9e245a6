import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { erpAbout, erpCustomer, erpSaved } from '../../desk/directory/erp-schema';

interface Schema { type?: unknown; const?: unknown; required?: string[]; properties?: Record<string, Schema>; maxLength?: number; items?: Schema; maxItems?: number }
interface Api { openapi: string; paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>; components: { schemas: Record<string, Schema> } }

const text = readFileSync(path.resolve(import.meta.dirname, '../../desk/directory/erp-api.openapi.json'), 'utf8');
const api = JSON.parse(text) as Api;

describe('the document that an ERP is built by', () => {
  test('is OpenAPI 3.1, names every address that the desk asks, and every reference in it leads somewhere', () => {
    const asked = Object.entries(api.paths).flatMap(([address, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${address}`));
    expect([api.openapi, asked.sort()]).toEqual(['3.1.0', [
      'GET /v1/about', 'GET /v1/customers', 'GET /v1/customers/{customerId}', 'PUT /v1/calls/{callId}/records/{saveId}']]);
    for (const [, pointer = ''] of text.matchAll(/"\$ref": "#\/([^"]+)"/g)) {
      const found = pointer.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], api);
      expect(found, pointer).toBeDefined();
    }
  });

  test.each([['About', erpAbout], ['Customer', erpCustomer], ['Saved', erpSaved]] as const)(
    '%s is what the desk takes: the same fields, needed and bounded alike', (name, schema) => {
      const told = api.components.schemas[name];
      const taken = z.toJSONSchema(schema, { io: 'input' }) as Schema;
      expect([Object.keys(told?.properties ?? {}).sort(), told?.required?.sort()]).toEqual([Object.keys(taken.properties ?? {}).sort(), taken.required?.sort()]);
      for (const [field, { maxLength, maxItems, const: only }] of Object.entries(told?.properties ?? {})) {
        const own = taken.properties?.[field];
        expect([field, maxLength, maxItems, only]).toEqual([field, own?.maxLength, own?.maxItems, own?.const]);
      }
    });
});
