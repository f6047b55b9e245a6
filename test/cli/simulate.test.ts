import { expect, test } from 'vitest';
import type { SimulateResult } from '../../simulation';
import { run } from './command-context';

test('vox simulate --patience inf: nobody leaves, and everybody is answered', async () => {
  const line = 'simulate --calls 40 --rate 240/h --operators 3 --talk 30 --wrap-up 5 --patience inf --json';
  const { code, stdout } = await run(line.split(' '));
  const { calls, answered, abandoned } = JSON.parse(stdout) as SimulateResult;
  expect([code, calls, answered, abandoned]).toEqual([0, 40, 40, 0]);
});
