import { describe, expect, test } from 'vitest';
import type { CallEvent } from '../../contracts/call-events';
import { ticketHeaders, type OutboundTicket } from '../../contracts/outbound-ticket';
import { rentNumber } from '../../emulator/account/account';
import type { VirtualClock } from '../../emulator/clock/virtual-clock';
import type { Line, RingingLine } from '../../emulator/platform/lines';
import { KEYS } from './install';
import { createOut, hmac, NUMBER, TICKET } from './out-world';

interface Out {
  ticket?: Partial<OutboundTicket>;
  key?: string;
  ageMs?: number;
  to?: string;
  customer?: (line: RingingLine, clock: VirtualClock) => void;
  operator?: (line: Line, clock: VirtualClock) => void;
  storageLatencyMs?: number;
}

/** One call out by op1's page, to its end. */
async function callOut({ ticket = {}, key = KEYS.VOX_DESK_KEY_1, ageMs = 0, to = '79161234567', customer, operator, storageLatencyMs }: Out = {}) {
  const { cloud, clock, batches, dialled, finish } = await createOut({ customer, storageLatencyMs });
  const device = cloud.connectOperator('op1', { queueType: 'smartqueue', receiveCalls: true });
  const message = { nowMs: clock.now() - ageMs, nonce: 'n1', keyName: 'VOX_DESK_KEY_1' as const, key };
  const line = device.call(to, { headers: ticketHeaders({ ...TICKET, ...ticket }, message, hmac) });
  const seen: { connected: Record<string, string> | null; code: number | null } = { connected: null, code: null };
  line.listen({ connected: (headers) => void (seen.connected = { ...headers }), ended: (end) => void (seen.code = end.code) });
  operator?.(line, clock);
  const events = await finish();
  const end = events.find(({ kind }) => kind === 'ended') as (CallEvent & { reason: string; detail: string; by: string; talkMs: number }) | undefined;
  return { ...seen, dialled, events, requests: batches.length, end: end ? `${end.reason} ${end.detail} ${end.by}` : null, talkMs: end?.talkMs ?? 0 };
}

const talks = (line: Line, clock: VirtualClock) => {
  const alive = () => { if (line.state === 'connected') line.sendMessage('alive'); if (line.state !== 'ended') clock.after(10_000, alive); };
  clock.after(1_000, alive);
};
const answersFor = (ms: number) => (line: RingingLine, clock: VirtualClock) => {
  clock.after(5_000, () => { line.answer(); clock.after(ms, () => line.state === 'ended' || line.hangup()); });
};

describe('call out with a ticket', () => {
  test('the customer answers: the two talk, and the journal knows who called back whom', async () => {
    const { end, talkMs, connected, events, requests } = await callOut({ customer: answersFor(60_000), operator: talks });
    expect([end, talkMs]).toEqual(['completed talk caller', 60_000]);
    expect(connected).toMatchObject({ 'X-Vox-Call': events[0]?.callId, 'X-Vox-Franchise': 'center' });
    expect(events.map(({ kind }) => kind)).toEqual(['started', 'bridged', 'ended']);
    expect(events[0]).toMatchObject({ direction: 'out', from: '+74951234567', to: NUMBER, operator: 'op1', callbackOf: 'c-7' });
    expect(requests).toBeLessThanOrEqual(4);
  });

  test.each([['busy', 486, 'busy'], ['declining', 603, 'declined'], ['unreachable', 480, 'unreachable']] as const)('a %s customer', async (_name, code, detail) => {
    const { end, connected, code: told } = await callOut({ customer: (line) => line.reject({ code }), operator: talks });
    expect([end, connected, told]).toEqual([`unserved ${detail} system`, null, code]);
  });

  test('nobody answers: the ringing ends', async () => {
    expect((await callOut({ customer: () => undefined, operator: talks })).end).toMatch(/^unserved no-answer system$/);
  });

  test('the operator gives up while it rings', async () => {
    const { end } = await callOut({ customer: () => undefined, operator: (line, clock) => void clock.after(9_000, () => line.hangup()) });
    expect(end).toBe('abandoned ringing operator');
  });

  test('the operator’s page falls silent: the customer is not left with it', async () => {
    const { end, talkMs } = await callOut({ customer: answersFor(600_000) });
    expect([end, talkMs]).toEqual(['completed talk system', 30_000]);
  });

  test('who dials the last rule’s numbers without a ticket is refused, and nobody is called', async () => {
    const { cloud, dialled, finish } = await createOut();
    const codes: number[] = [];
    for (const headers of [undefined, { 'X-Vox-Ticket': JSON.stringify(TICKET) }]) {
      const line = cloud.connectOperator('op1', { queueType: 'smartqueue', receiveCalls: true }).call('79161234567', headers && { headers });
      line.listen({ ended: ({ code }) => codes.push(code) });
      expect([await finish(), dialled]).toEqual([[], []]);
    }
    expect(codes).toEqual([403, 403]);
  });

  test('a caller from outside gets no further than a refusal, on a number that no rule but the last covers', async () => {
    const { cloud, rows, dialled, finish } = await createOut();
    const [applicationId = 0] = rows.applications.keys();
    Object.assign(rentNumber(rows, '79161234567'), { applicationId, ruleId: null });
    const codes: number[] = [];
    cloud.dial({ from: '79031112233', to: '79161234567', origin: 'pstn' }).listen({ ended: ({ code }) => codes.push(code) });
    expect([await finish(), dialled, codes]).toEqual([[], [], [403]]);
  });

  test('a caller from outside who dials a franchise’s number comes in, whatever stands last', async () => {
    const { cloud, clock, dialled, finish } = await createOut();
    const line = cloud.dial({ from: '79031112233', to: '74951234567', origin: 'pstn' });
    clock.after(5_000, () => line.hangup());
    const [started] = await finish();
    expect(started).toMatchObject({ kind: 'started', franchise: 'center', from: '+79031112233' });
    expect([started && 'direction' in started, dialled]).toEqual([false, []]);
  });

  test('a ticket is good once, also for the same number within its minute', async () => {
    const { cloud, clock, dialled, finish } = await createOut({ customer: answersFor(5_000) });
    const headers = ticketHeaders(TICKET, { nowMs: clock.now(), nonce: 'n1', keyName: 'VOX_DESK_KEY_1', key: KEYS.VOX_DESK_KEY_1 }, hmac);
    const codes: number[] = [];
    const call = () => {
      const line = cloud.connectOperator('op1', { queueType: 'smartqueue', receiveCalls: true }).call('79161234567', { headers });
      line.listen({ ended: ({ code }) => codes.push(code) });
      return line;
    };
    talks(call(), clock);
    await clock.runFor(1_000);
    call();
    await finish();
    call();
    const events = await finish();
    expect([dialled.length, events.filter(({ kind }) => kind === 'started').length, codes]).toEqual([1, 1, [403, 200, 403]]);
  });

  test('of two sessions that come with it at the same moment one at the most calls', async () => {
    const { cloud, clock, dialled, finish } = await createOut();
    const headers = ticketHeaders(TICKET, { nowMs: clock.now(), nonce: 'n1', keyName: 'VOX_DESK_KEY_1', key: KEYS.VOX_DESK_KEY_1 }, hmac);
    const device = cloud.connectOperator('op1', { queueType: 'smartqueue', receiveCalls: true });
    for (const line of [device.call('79161234567', { headers }), device.call('79161234567', { headers })]) clock.after(20_000, () => line.state === 'ended' || line.hangup());
    await finish();
    expect(dialled).toHaveLength(1);
  });

  test('who hangs up before his ticket is looked at calls nobody', async () => {
    const { dialled, events } = await callOut({ customer: () => undefined, operator: (line) => line.hangup() });
    expect([dialled, events]).toEqual([[], []]);
  });

  test('a storage that does not answer keeps nobody from calling for more than 2 s', async () => {
    const { end, events } = await callOut({ customer: answersFor(9_000), operator: talks, storageLatencyMs: 40_000 });
    expect([end, events.find(({ kind }) => kind === 'bridged')?.atMs]).toEqual(['completed talk caller', 5_000]);
  });

  test.each<[string, Out]>([
    ['a key that is not the desk’s', { key: 'other' }], ['a ticket older than a minute', { ageMs: 61_000 }], ['another operator’s ticket', { ticket: { operator: 'op2' } }],
    ['another number', { to: '79160000000' }], ['an unknown franchise', { ticket: { franchise: 'south' } }],
  ])('with %s it is refused, and nobody is called', async (_name, out) => {
    const { code, dialled, events } = await callOut({ ...out, customer: answersFor(1_000) });
    expect([code, dialled, events]).toEqual([403, [], []]);
  });
});
