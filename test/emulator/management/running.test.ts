import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAccount } from '../../../emulator/account/account';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import type { Cloud } from '../../../emulator/cloud';
import { createCloud } from '../../../emulator/create-cloud';
import { call, codeOf } from './raw';
import { startWorld, type World } from './world';

let world: World;
let cloud: Cloud;
const clock = new VirtualClock();
let rule = 0;

const SCRIPT = `
require(Modules.ApplicationStorage);
VoxEngine.addEventListener(AppEvents.Started, async (e) => {
  Logger.write('session ' + e.sessionId + ' ' + VoxEngine.customData() + ' ' + VoxEngine.getSecretValue('KEY'));
  const kept = await ApplicationStorage.get('greeting');
  await ApplicationStorage.put('answer', String(kept && kept.value), 60);
  VoxEngine.terminate();
});`;

beforeEach(async () => {
  const rows = createAccount({ phoneNumbers: ['74951234567'] });
  cloud = createCloud({ rows, clock, seed: 1, accessBase: 'http://127.0.0.1:1', accessSecureBase: 'https://127.0.0.1:1' });
  world = await startWorld({ account: rows, clock, platform: cloud.platformView() });
  await call(world, 'AddApplication', { application_name: 'calls' });
  const { body } = await call(world, 'AddScenario', { application_name: 'calls', scenario_name: 'start', scenario_script: SCRIPT });
  const added = await call(world, 'AddRule', { application_name: 'calls', rule_name: 'start', rule_pattern: 'x', scenario_id: Number(body['scenario_id']) });
  rule = Number(added.body['rule_id']);
});
afterEach(async () => {
  cloud.close();
  await world.server.close();
});

const start = async (customData: string) => (await call(world, 'StartScenarios', { rule_id: rule, script_custom_data: customData })).body;
const WINDOW = { from_date: '2026-01-01 00:00:00', to_date: '2027-12-31 00:00:00' };

test('[9.115] a start gives both addresses and the id that Started carries; 375 without a scenario', async () => {
  const body = await start('hello');
  expect(body).toMatchObject({ result: 1, media_session_access_url: expect.stringMatching(/^http:/) as unknown, media_session_access_secure_url: expect.stringMatching(/^https:/) as unknown });
  await clock.runFor(1000);
  expect(String(cloud.history.at(-1)?.sessionId)).toBe(String(body['call_session_history_id']));
  await call(world, 'DelScenario', { scenario_name: 'start' });
  expect(await codeOf(call(world, 'StartScenarios', { rule_id: rule }))).toBe(375);
});

test('[9.116] history tells of a session only after its end; an unknown id, or one outside the dates, is 150', async () => {
  const id = Number((await start('hello'))['call_session_history_id']);
  const ask = (values: Record<string, string | number> = {}) => call(world, 'GetCallHistory', { ...WINDOW, call_session_history_id: id, with_calls: 'true', ...values });
  expect(await codeOf(ask())).toBe(150);
  await clock.runFor(1000);
  const [row] = (await ask()).body.result as Record<string, unknown>[];
  expect(row).toMatchObject({ call_session_history_id: id, custom_data: 'hello', finish_reason: 'Normal termination', calls: [], rule_name: 'start', log_file_url: `https://127.0.0.1:1/log/${id}` });
  expect(await codeOf(ask({ call_session_history_id: 1 }))).toBe(150);
  expect(await codeOf(ask({ from_date: '2027-01-01 00:00:00' }))).toBe(150);
});

test('[9.117] a secret is an object when made, and the next session reads its value of that moment', async () => {
  const { body } = await call(world, 'AddSecret', { application_name: 'calls', secret_name: 'KEY', secret_value: 'first' });
  expect(body).toEqual({ result: { secret_id: expect.any(Number) as number } });
  await start('a');
  await clock.runFor(1000);
  await call(world, 'SetSecretInfo', { application_name: 'calls', secret_name: 'KEY', secret_value: 'second' });
  await start('b');
  await clock.runFor(1000);
  const said = cloud.history.flatMap(({ log }) => log.filter((line) => line.includes('session ')));
  expect(said.map((line) => line.split(' ').slice(-2))).toEqual([['a', 'first'], ['b', 'second']]);
});

test('[9.118] one store for scripts and API; what has run out is gone', async () => {
  const app = { application_name: 'calls' };
  await call(world, 'SetKeyValueItem', { ...app, key: 'greeting', value: 'hi', ttl: 3600 });
  await start('c');
  await clock.runFor(1000);
  expect((await call(world, 'GetKeyValueItem', { ...app, key: 'answer' })).body.result).toMatchObject({ value: 'hi' });
  expect((await call(world, 'GetKeyValueKeys', app)).body).toMatchObject({ total_count: 2 });
  await clock.runFor(61_000);
  expect(((await call(world, 'GetKeyValueItems', { ...app, key: '' })).body.result as object[]).length).toBe(1);
});
