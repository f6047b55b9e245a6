import { describe, expect, it } from 'vitest';
import { RealClock } from '../../../emulator/clock/real-clock';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { createCloud } from '../../../emulator/cloud';
import type { WireAnswer } from '../../../emulator/platform/http/wire';
import { recordedCloud } from '../../../emulator/recorder/recorder';
import { parseRecording, type Recording } from '../../../emulator/recorder/recording';
import { replayRecording } from '../../../emulator/recorder/replay';
import { randomDay } from '../invariants/random-day';

/** A random day that is written down, through JSON and back. */
async function recorded(seed: number, calls: number): Promise<Recording> {
  const clock = new VirtualClock({ drain: 'flagged' });
  let text = '';
  const lines: string[] = [];
  const make: typeof createCloud = (options) => {
    const { cloud, recorder } = recordedCloud(options, createCloud, { write: (entry) => lines.push(JSON.stringify(entry)) });
    clock.after(calls * 6000 + 100_000, () => {
      recorder.stop();
      text = lines.join('\n');
    });
    return cloud;
  };
  randomDay({ seed, calls, clock, make, options: { realm: 'shared' } });
  await clock.runFor(calls * 6000 + 100_001);
  return parseRecording(text);
}

describe('a recording', () => {
  it.each([1, 2, 3])('plays again, event by event (seed %i)', async (seed) => {
    const recording = await recorded(seed, 30);
    expect(recording.trace.length).toBeGreaterThan(200);
    expect(replayRecording(recording).difference).toBeNull();
  });

  it('another realm plays the same', async () => {
    const recording = await recorded(4, 10);
    expect(replayRecording({ ...recording, realm: 'context' }).difference).toBeNull();
  });

  it('a changed scenario shows where the story parts', async () => {
    const recording = await recorded(1, 10);
    const first = recording.inputs.find((input) => input.kind === 'account');
    const scripts = first?.account.tables.scenarios as [number, { script: string }][];
    for (const [, row] of scripts) row.script = row.script.replace('Logger.write(advice.code', "Logger.write('NEW ' + advice.code");
    const { difference } = replayRecording(recording);
    expect(difference?.recorded).toMatchObject({ kind: 'log' });
    expect(difference?.replayed?.['text']).toMatch(/^NEW /);
  });

  it.each([0, 25])('what was recorded in real time plays again in virtual time, though the machine is busy for %i ms of every 30', async (busyMs) => {
    const clock = new RealClock();
    const busy = setInterval(() => {
      for (const untilMs = performance.now() + busyMs; performance.now() < untilMs; );
    }, 30);
    // Answers come from outside of the clock, as over a socket.
    const wire = () => new Promise<WireAnswer>((resolve) => setImmediate(() => resolve({ status: 200 })));
    let taken: Recording | null = null;
    const make: typeof createCloud = (options) => {
      const { cloud, recorder } = recordedCloud(options, createCloud);
      clock.after(1500, () => (taken = recorder.recording()));
      return cloud;
    };
    randomDay({ seed: 5, calls: 6, clock, hurry: 50, make, options: { wire } });
    await expect.poll(() => taken, { timeout: 10_000 }).not.toBeNull();
    clearInterval(busy);
    clock.close();
    expect(replayRecording(taken as unknown as Recording).difference).toBeNull();
  });

  it('something else is refused', () => {
    expect(() => parseRecording('{"kind":"x"}')).toThrow('Expected a recording of version 2, got kind "x" version undefined');
    expect(() => parseRecording('')).toThrow('Expected a recording of version 2, got kind "undefined"');
  });
});
