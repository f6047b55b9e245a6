import { describe, expect, test } from 'vitest';
import { SWITCH_ROWS } from '../../emulator/switches';
import type { Switches } from '../../emulator/switches';
import { createRichWorld } from './rich-world';
import { ENGINES } from './world';

/** Each script with the ends that are right under every setting of every switch, one switch at a time. */
const SCRIPTS: [operators: string, hangUpAfterMs: number | undefined, ends: RegExp][] = [
  ['op1:reject,op2:answer', undefined, /^completed talk op2$/],
  ['op1:vanish@3,op2:answer', undefined, /^completed talk op2$/],
  ['op1:answer@5', 8_000, /^abandoned ringing null$/],
  ['op1:drop@2,op2:drop@2', undefined, /^dropped operator null$/],
  ['op1:silent', undefined, /^unserved (offline|timeout|rejected-by-all) null$/],
];
const settings = { maxWaitMs: 90_000, musicUrl: 'music.mp3' };
const rows = SWITCH_ROWS.flatMap(({ name, number, values }) => values.slice(1).map((value) => [number, name, value] as const));

describe.each(ENGINES)('%s', (engine) => {
  test.each(rows)('[9.%s] %s = %s', async (...[, name, value]) => {
    const switches = { [name]: value } as Partial<Switches>;
    for (const [operators, hangUpAfterMs, ends] of SCRIPTS) {
      const world = await createRichWorld({ engine, operators, settings, switches, talkMs: 10_000 });
      const call = await world.call(hangUpAfterMs === undefined ? {} : { hangUpAfterMs });
      expect(`${call.reason} ${call.detail} ${call.operator}`).toMatch(ends);
      expect(world.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
    }
  });
});
