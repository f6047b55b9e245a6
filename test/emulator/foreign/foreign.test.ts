import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CloudOptions } from '../../../emulator/cloud';
import type { RingingLine } from '../../../emulator/platform/lines';
import { addAcdQueue } from '../queues/account';
import { watch, world, type Caller, type World } from '../platform/world';

const file = (name: string) => readFileSync(`test/emulator/foreign/${name}.js`, 'utf8');

/** The files on one rule, in this order. */
function foreign(names: string[], options: Partial<CloudOptions> = {}): World {
  return world(names.map(file), options);
}

const texts = (caller: Caller) => caller.heard.flatMap((heard) => ('text' in heard ? [heard.text] : 'url' in heard ? [heard.url] : [heard.kind]));

describe.each(['context', 'shared'] as const)('scenarios that others wrote run unchanged, %s realm', (realm) => {
  function acd(act: (line: RingingLine, w: World) => void): { w: World; caller: Caller } {
    const w = foreign(['helpers', 'acd-classic'], { realm });
    const queue = addAcdQueue(w.rows, 'support', { applicationId: w.applicationId, averageServiceSeconds: 60 });
    w.user('op').acdQueueIds.push(queue.id);
    const device = w.cloud.connectOperator('op', { queueType: 'acd' }, { ring: (line) => act(line, w) });
    w.clock.after(40_000, () => device.setStatus('READY'));
    return { w, caller: w.dial() };
  }

  it('an ACD queue that tells the caller his place', async () => {
    const { w, caller } = acd((line, own) => {
      own.clock.after(5000, () => line.answer());
      own.clock.after(25_000, () => line.hangup());
    });
    await w.clock.runFor(100_000);
    expect(caller.story).toEqual(['connected @0', 'ended 200 @65000']);
    expect(texts(caller).filter((text) => text.startsWith('You are number 1'))).toHaveLength(2);
    expect(texts(caller).at(-2)).toBe('leg');
    expect(w.said.filter((line) => line.includes('"request":{')).length).toBe(2);
    expect(w.cloud.live().sessions).toBe(0);
  });

  it('its caller leaves while it rings: nobody rings on', async () => {
    const rung: Caller[] = [];
    const { w, caller } = acd((line, own) => void rung.push(watch(own.cloud, line)));
    w.clock.after(43_000, () => caller.line.hangup());
    await w.clock.runFor(100_000);
    expect(rung.map((one) => one.end?.code)).toEqual([487]);
    expect(w.cloud.live()).toMatchObject({ sessions: 0, requests: 0, legs: 0 });
  });

  it('nobody signed in: the announcement, then the end', async () => {
    const w = foreign(['helpers', 'acd-classic'], { realm });
    addAcdQueue(w.rows, 'support', { applicationId: w.applicationId });
    const caller = w.dial();
    await w.clock.runFor(100_000);
    expect(texts(caller)).toContain('All operators are offline');
    expect(w.cloud.live().sessions).toBe(0);
  });

  it('a call back from the site', async () => {
    const w = foreign(['web-callback'], { realm });
    const ends: Caller[] = [];
    for (const number of ['100', '200']) w.cloud.answerAt('pstn', number, (line) => (ends.push(watch(w.cloud, line)), line.answer()));
    w.cloud.startScenarios({ ruleId: w.rule.id, customData: JSON.stringify({ manager: '100', customer: '200' }) });
    await w.clock.runFor(5000);
    expect(w.said).toEqual(['joined']);
    expect(ends.map((end) => end.heard.at(-1)?.kind)).toEqual(['leg', 'leg']);
    ends[1]?.line.hangup();
    await w.clock.runFor(1000);
    expect([ends[0]?.end?.code, w.cloud.live().sessions]).toEqual([200, 0]);
  });

  it('a group, one after the other', async () => {
    const w = foreign(['ring-the-group'], { realm });
    for (const name of ['anna', 'boris', 'vera']) w.user(name);
    w.cloud.connectOperator('boris', { queueType: 'acd' }, { ring: () => undefined });
    w.cloud.connectOperator('vera', { queueType: 'acd' }, { ring: (line) => line.answer() });
    const caller = w.dial();
    await w.clock.runFor(20_000);
    expect(w.said).toEqual(['anna 480', 'boris 408', 'with vera vera']);
    expect(caller.story).toEqual(['ringing @0', 'connected @15000']);
  });

  it('a message at night', async () => {
    const posted: string[] = [];
    const w = foreign(['night-voicemail'], { realm, wire: (request) => (posted.push(Buffer.from(request.body ?? []).toString()), { status: 201 }) });
    const caller = w.dial();
    w.clock.after(12_000, () => caller.line.sendTone('#'));
    await w.clock.runFor(20_000);
    expect(w.said).toEqual(['crm 201 32']);
    expect(JSON.parse(posted[0] ?? '')).toMatchObject({ from: '79161234567', id: 36, url: expect.stringMatching(/\.mp3$/) as string });
    expect([caller.end?.code, w.cloud.live().sessions]).toEqual([200, 0]);
  });
});
