import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../architecture/sources';
import { Bed, plantsHere, type FoundPlant } from './find-plant';
import { plantsPage } from './plants-page';

const PAGE = path.join(ROOT, 'docs/plants.md');
const EVENTS_SHOWN = 15;
const KINDS = ['transition', 'engine', 'reducer', 'lease', 'channel'];
const plants = plantsHere();

describe('the explorer finds', () => {
  const found = new Map<string, FoundPlant>();
  let bed: Bed;
  beforeAll(() => {
    bed = new Bed();
  });
  afterAll(() => {
    bed.remove();
    if (process.env['VOX_PLANTS_PAGE'] !== undefined) writeFileSync(PAGE, plantsPage(plants, found));
  });

  test.each(plants.map((plant) => [plant.name, plant] as const))('%s, and shows it in few events', async (name, plant) => {
    const began = process.cpuUsage();
    const [shortest] = await bed.find(plant);
    if (process.env['VOX_PLANTS_PAGE'] !== undefined) process.stderr.write(`${name}: ${shortest?.invariant ?? 'not found'}, ${shortest?.trace.length ?? 0} events, ${Math.round(process.cpuUsage(began).user / 1000)} ms of CPU\n`);
    expect(shortest?.trace).toBeDefined();
    expect(shortest?.trace.length, shortest?.trace.join('\n')).toBeLessThanOrEqual(EVENTS_SHOWN);
    if (shortest) found.set(name, shortest);
  }, 240_000);
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
