import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageOf, openNamespaces, type Namespaces } from '../../support/namespaces';
import { audibleEnergy } from '../support/audio';
import type { Talks } from './talk-process';

let machines: Namespaces;
beforeAll(() => {
  machines = openNamespaces();
});
afterAll(() => machines.close());

test('R53 Chromium without flags and Firefox hear and are heard for five seconds, on both sides, and the calls are saved', async () => {
  const { heard, saved, violations } = await messageOf<Talks>(await machines.inside.run('test/browser/plain/talk-process.ts'));
  for (const [who, energies] of Object.entries(heard)) {
    expect(energies, who).toHaveLength(5);
    // Chromium's fake microphone beeps about once a second, so one second may lie between two beeps.
    const halves = [energies.slice(0, 3), energies.slice(2)].map((part) => part.reduce((sum, energy) => sum + energy, 0));
    expect(Math.min(...halves), `${who}: ${energies.join(', ')}`).toBeGreaterThan(audibleEnergy);
  }
  expect(saved).toBe(2);
  expect(violations).toEqual([]);
}, 180_000);
