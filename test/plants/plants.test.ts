import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../architecture/sources';
import { Bed, plantsHere, type FoundPlant, type Plant } from './find-plant';
import { plantsPage } from './plants-page';

const PAGE = path.join(ROOT, 'docs/plants.md');
const EVENTS_SHOWN = 15;
const KINDS = ['transition', 'engine', 'reducer', 'lease', 'channel'];
const plants = plantsHere();

describe('every plant is found by the explorer', () => {
  const beds: Bed[] = [];
  const found = new Map<string, FoundPlant>();
  beforeAll(() => {
    // One for each core.
    for (let n = 0; n < 2; n++) beds.push(new Bed());
  });
  afterAll(() => {
    for (const bed of beds) bed.remove();
  });

  // Two lanes, each with a copy of its own.
  test.concurrent.each([0, 1])('lane %i', async (lane) => {
    const bed = beds[lane];
    const failed: string[] = [];
    for (const plant of plants.filter((_, index) => index % 2 === lane)) {
      const began = Date.now();
      await bed?.find(plant).then(([shortest]) => {
        if (shortest) found.set(plant.name, shortest);
        if (!shortest) failed.push(`${plant.name}: not found`);
        else if (shortest.trace.length > EVENTS_SHOWN) failed.push(`${plant.name}: ${shortest.trace.length} events\n${shortest.trace.join('\n')}`);
      }, (error: Error) => failed.push(`${plant.name}: ${error.message}`));
      if (process.env['VOX_PLANTS_PAGE'] === undefined) continue;
      writeFileSync(PAGE, plantsPage(plants, found));
      process.stderr.write(`${plant.name}: ${found.get(plant.name)?.invariant ?? 'not found'}, ${Date.now() - began} ms\n`);
    }
    expect(failed).toEqual([]);
  }, 1_200_000);
});

test('there are three of each kind', () => {
  const counts = KINDS.map((kind) => plants.filter(({ name }) => name.startsWith(`${kind}-`)).length);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(3);
});

test('docs/plants.md tells of each, in few events', () => {
  const page = readFileSync(PAGE, 'utf8');
  for (const { name, about } of plants) expect(page).toContain(`## ${name}\n\n${about}\n`);
  expect(page.match(/^## /gm)).toHaveLength(plants.length);
});
