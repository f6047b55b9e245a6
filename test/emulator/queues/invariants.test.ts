import fc from 'fast-check';
import { describe, test } from 'vitest';
import { QUEUE_SWITCHES } from '../../../emulator/switches/queue-rows';
import { makeSwitches, type Switches } from '../../../emulator/switches';
import { stepArbitrary, Witness, type Step } from './witness';
import type { Wire } from './bench';

const switchesArbitrary = fc
  .record(Object.fromEntries(QUEUE_SWITCHES.map(({ name, values }) => [name, fc.constantFrom(...values)])))
  .map((values) => makeSwitches({ ...values, unknownQueue: 'error-event' }));

async function play(wire: Wire, switches: Partial<Switches>, steps: Step[]): Promise<void> {
  const witness = new Witness(wire, switches);
  await witness.open(3);
  for (const step of steps) await witness.take(step);
  await witness.close();
}

describe.each(['acd', 'smartqueue'] as const)('whatever happens on %s', (wire) => {
  test('R11 one operator a request, one offer an operator, only READY ones, FIFO, and nothing after cancel()', async () => {
    await fc.assert(
      fc.asyncProperty(switchesArbitrary, fc.array(stepArbitrary, { minLength: 5, maxLength: 60 }), (switches, steps) => play(wire, switches, steps)),
      { numRuns: 400, seed: 20260105 },
    );
  });
});
