import { expect, it } from 'vitest';
import { openAccessServer } from '../../../emulator/platform/access-server';
import type { Switches } from '../../../emulator/switches';
import { world, type World } from './world';

const SCRIPT = `VoxEngine.addEventListener(AppEvents.Started, function (e) { Logger.write(e.accessURL + ' ' + e.accessSecureURL); });
  VoxEngine.addEventListener(AppEvents.HttpRequest, function (e) { Logger.write(JSON.stringify(e)); });`;

async function started(switches: Partial<Switches> = {}): Promise<{ w: World; path: string }> {
  const w = world(SCRIPT, { switches });
  const { accessUrl } = w.cloud.startScenarios({ ruleId: w.rule.id });
  await w.clock.runFor(10);
  return { w, path: new URL(accessUrl).pathname };
}

it('[9.7] a request to the access URL becomes HttpRequest with X- headers only', async () => {
  const { w, path } = await started();
  w.cloud.httpToSession(path, { method: 'post', body: '{"a":1}', headers: { 'X-Vox-Key': 'k', Cookie: 'c' } });
  await w.clock.runFor(10);
  expect(JSON.parse(w.said[1] ?? '')).toEqual({
    name: 'Application.HttpRequest', method: 'POST', path, content: '{"a":1}', headers: [{ key: 'X-Vox-Key', value: 'k' }],
  });
});

it('[9.8] the URL works without a token, and is 404 once the session is gone', async () => {
  const { w, path } = await started();
  const request = { method: 'GET', body: '', headers: {} };
  expect(w.cloud.httpToSession(path, request)).toEqual({ status: 200, body: '' });
  expect(w.cloud.httpToSession(`${path}0`, request).status).toBe(404);
  await w.clock.runUntilIdle();
  expect(w.cloud.httpToSession(path, request).status).toBe(404);
});

it.each([['empty', ''], ['text', '{"result":1}']] as const)('[9.132] the reply of a live session: %s', async (accessReply, body) => {
  const { w, path } = await started({ accessReply });
  expect(w.cloud.httpToSession(path, { method: 'GET', body: '', headers: {} }).body).toBe(body);
});

it.each([['404', 404], ['refused', null]] as const)('[9.132] a dead session: %s', async (accessDead, status) => {
  const { w } = await started({ accessDead });
  expect(w.cloud.httpToSession('/request/none', { method: 'GET', body: '', headers: {} }).status).toBe(status);
});

it.each([['utf-8', 'Привет'], ['latin-1', 'Ð\u009fÑ\u0080Ð¸Ð²ÐµÑ\u0082']] as const)('[9.140] bytes of content are %s', async (textEncoding, text) => {
  const { w, path } = await started({ textEncoding });
  w.cloud.httpToSession(path, { method: 'POST', body: 'Привет', headers: {} });
  await w.clock.runFor(10);
  expect((JSON.parse(w.said[1] ?? '') as { content: string }).content).toBe(text);
});

it('[9.8] the access server hands requests over and names both URLs', async () => {
  const w = world(SCRIPT);
  const server = await openAccessServer({ cloud: w.cloud });
  try {
    const { accessUrl } = w.cloud.startScenarios({ ruleId: w.rule.id });
    await w.clock.runFor(10);
    const reply = await fetch(accessUrl, { method: 'POST', body: 'text', headers: { 'X-A': '1' } });
    await w.clock.runFor(10);
    expect(reply.status).toBe(200);
    expect(w.said[0]).toContain(accessUrl);
    expect(w.said[1]).toContain('"key":"X-A"');
  } finally {
    await server.close();
  }
});
