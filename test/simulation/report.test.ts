import { expect, test } from 'vitest';
import { renderReport, runSimulation, sweepOperators } from '../../simulation';
import { expect as theory } from '../../simulation/theory/expect';
import { optionsOf } from './options';

test('a sweep finds the least number of operators that meets the target', async () => {
  const options = await optionsOf({ operators: 3, load: 0.9 }, { calls: 400 });
  const tried: number[] = [];
  const { points, least } = await sweepOperators(options, (operators) => tried.push(operators));
  expect(tried.sort((left, right) => left - right)).toEqual(points.map(({ operators }) => operators));
  const meeting = points.filter(({ serviceLevel }) => serviceLevel >= 0.8).map(({ operators }) => operators);
  expect(least).toBe(Math.min(...meeting));
  expect(least).toBeGreaterThan(3);
  expect(points.map(({ operators }) => operators)).toEqual([...points.map(({ operators }) => operators)].sort((left, right) => left - right));
});

test('the report is one file that needs nothing else', async () => {
  const options = await optionsOf({ operators: 3, load: 0.8 }, { calls: 300, patienceSeconds: 60 });
  const html = renderReport({ options, simulation: await runSimulation(options), sweep: { points: [], least: 4 } });
  expect(html).not.toMatch(/(?:src|href)=["']?(?:https?:|\/\/)/);
  for (const id of ['waits', 'queue', 'occupancy', 'sweep', 'abandon']) expect(html).toContain(`id="chart-${id}"`);
  expect(html).toContain('<strong>4 operators</strong>');
  expect(html).toContain('Erlang A');
});

test('where the run is not the model, the report says why', async () => {
  const options = await optionsOf({ operators: 3, load: 0.8 });
  expect(theory(options)?.differences).toEqual([]);
  const other = { ...options, operators: { ...options.operators, service: 'lognormal' as const, answerDelaySeconds: 4, rejectShare: 0.1 } };
  expect(theory(other)?.differences).toHaveLength(3);
  expect(theory({ ...options, traffic: { kind: 'profile', ratesPerHour: [] } })).toBeNull();
  expect(theory(await optionsOf({ operators: 3, load: 1.2 }))).toBeNull();
});
