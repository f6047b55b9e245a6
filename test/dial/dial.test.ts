import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CallSummary } from '../../scripts/dial/summary';
import type { StoryEntry } from '../../scripts/dial/story-entry';
import { instantOf } from '../../scripts/dial/wall-clock';
import { run } from '../cli/command-context';

interface DialDocument {
  call: CallSummary;
  events: StoryEntry[];
  bundle: { sha256: string; variantOf: string | null };
  virtualMs: number;
  wallMs: number;
}

/** The whole way: build, deploy through the API client over TLS, signed events over loopback. */
async function dial(line: string): Promise<DialDocument> {
  const { code, stdout, stderr } = await run(['dial', '--json', '--to', '74951234567', ...line.split(' ')]);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as DialDocument;
}

describe.each(['smartqueue', 'acd'])('vox dial --engine %s', (engine) => {
  test('R1 a reject goes on to the next, never back', async () => {
    const { call, virtualMs } = await dial(`--engine ${engine} --operators op1:reject,op2:answer --talk 20 --wrap-up 5`);
    expect(call).toMatchObject({ from: '+79161234567', to: '+74951234567', reason: 'completed', detail: 'talk', operator: 'op2', talkMs: 20_000 });
    expect(call.offers.map(({ operator, outcome }) => `${operator} ${outcome}`)).toEqual(['op1 rejected', 'op2 answered']);
    expect(virtualMs).toBeGreaterThan(25_000);
  });

  test('R3 a drop goes as a signed command over TLS', async () => {
    const { call } = await dial(`--engine ${engine} --operators op1:drop,op2:answer`);
    expect(call).toMatchObject({ reason: 'dropped', detail: 'operator', by: 'operator', operator: null });
    expect(call.offers.map(({ outcome }) => outcome)).toEqual(['dropped']);
  });

  test('R12 an operator in wrap-up is not offered', async () => {
    const { call } = await dial(`--engine ${engine} --operators op1:wrapup,op2:answer`);
    expect(call.offers.map(({ operator }) => operator)).toEqual(['op2']);
  });
});

test('unknown operators are created, and the caller may hang up', async () => {
  const { call } = await dial('--operators nina:answer@60 --hangup-after 8 --from 8(916)123-45-67');
  expect(call).toMatchObject({ from: '+79161234567', fromRaw: '8(916)123-45-67', reason: 'abandoned', detail: 'ringing', by: 'caller' });
});

test('the caller presses keys: called back by five and five again', async () => {
  const { call, events } = await dial('--to 78121234567 --operators op4:silent --digits 1@12,5@24,5@31');
  expect(call).toMatchObject({ to: '+78121234567', reason: 'callback', by: 'caller' });
  expect(events.filter(({ kind }) => kind === 'presses').map(({ atMs, text }) => [atMs, text])).toEqual([
    [12_000, 'presses 1'], [24_000, 'presses 5'], [31_000, 'presses 5'],
  ]);
});

test.each([
  ['2027-01-01T12:00', 'holiday'], ['2027-12-31T18:00', 'hours'], ['2027-12-31T17:59', null],
])('the sample at %s: %s', async (at, closed) => {
  const { call, events } = await dial(`--to 78121234567 --at ${at} --operators op4:answer --digits 1@9,#@16 --talk 1`);
  const heard = events.filter(({ kind }) => kind === 'hears').map(({ text }) => String(text));
  expect([call.reason, call.offers.length]).toEqual(closed === null ? ['completed', 1] : ['voicemail', 0]);
  expect(heard.some((text) => text.includes('Сейчас мы не работаем'))).toBe(closed !== null);
});

test.each(['smartqueue', 'acd'])('a digit of the sample asks for who knows about payments, on %s', async (engine) => {
  const { call } = await dial(`--to 78121234567 --engine ${engine} --operators op4:answer,op5:answer --digits 2@9 --talk 1`);
  expect([call.reason, call.operator, call.offers.length]).toEqual(['completed', 'op5', 1]);
});

test.each(['2027-02-30T12:00', 'tomorrow', '2027-13-01T12:00'])('no time is %s', async (at) => {
  const { code, stderr } = await run(['dial', '--at', at]);
  expect([code, stderr]).toEqual([1, expect.stringContaining('Expected day and time, e.g. 2027-01-01T12:00.')]);
});

test.each([
  ['2027-01-01T12:00', 'Europe/Moscow', '2027-01-01T09:00:00Z'], ['2027-07-01T12:00', 'Europe/Berlin', '2027-07-01T10:00:00Z'],
  ['2027-03-28T01:59', 'Europe/Berlin', '2027-03-28T00:59:00Z'], ['2027-03-28T03:00', 'Europe/Berlin', '2027-03-28T01:00:00Z'], ['2027-01-01T00:00', 'America/New_York', '2027-01-01T05:00:00Z'],
])('%s in %s is %s', (wallClock, zone, instant) => {
  expect(new Date(instantOf(wallClock, zone)).toISOString()).toBe(instant.replace('Z', '.000Z'));
});

test.each(['1', '1@', 'a@3', '1@3;5@4', '1@-1'])('no keys are pressed by --digits %s', async (digits) => {
  const { code, stderr } = await run(['dial', '--digits', digits]);
  expect([code, stderr]).toEqual([1, expect.stringContaining('is not digit@seconds, e.g. 1@12 or #@30')]);
});

test('the usual bundle is no variant; another engine is one', async () => {
  const [usual, other] = [await dial('--operators op1:answer'), await dial('--engine acd --operators op1:answer')];
  expect(usual.bundle.variantOf).toBeNull();
  expect(other.bundle.variantOf).toBe(usual.bundle.sha256);
});

test('the same seed gives the same events', async () => {
  const [one, again] = [await dial('--seed 7 --operators op1:reject,op2:answer@2'), await dial('--seed 7 --operators op1:reject,op2:answer@2')];
  expect(again.events).toEqual(one.events);
});

test('the timeline has one line an event, in the order of time', async () => {
  const { stdout } = await run(['dial', '--operators', 'op1:answer']);
  const times = stdout.split('\n').flatMap((line) => /^ *(-?\d+\.\d{3}) s {2}\w+ +\S/.exec(line)?.[1] ?? []).map(Number);
  expect(times.length).toBeGreaterThan(15);
  expect(times).toEqual([...times].sort((left, right) => left - right));
  expect(stdout).toMatch(/\ncompleted \(talk\), op1 answered; /);
});

describe('how the cloud behaves', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vox-switches-'));
  const file = path.join(folder, 'switches.json');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const isBanned = ({ events }: DialDocument) => events.some(({ who, text }) => who === 'op1' && text === 'is BANNED');

  test('comes from a file, and --switch goes over it', async () => {
    writeFileSync(file, '{"75": "no"}');
    const line = `--engine acd --operators op1:reject,op2:answer --talk 1 --wrap-up 1 --switches ${file}`;
    expect(isBanned(await dial(line))).toBe(false);
    expect(isBanned(await dial(`${line} --switch declineBans=yes`))).toBe(true);
  });

  test.each([
    ['{"declineBan": "no"}', '--switches: There is no switch "declineBan"'],
    ['{"declineBans": "perhaps"}', '--switches: Expected switch declineBans to be one of yes, no, got "perhaps"'],
    ['{', '--switches: Cannot read switches from '],
    [null, 'switches.json: there is no such file'],
  ])('a wrong file is refused: %s', async (content, said) => {
    rmSync(file, { force: true });
    if (content !== null) writeFileSync(file, content);
    const { code, stderr } = await run(['dial', '--switches', file]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(said)]);
  });
});
