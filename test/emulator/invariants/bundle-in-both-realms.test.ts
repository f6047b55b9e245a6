import { expect, it } from 'vitest';
import type { QueueEngineName } from '../../../contracts/call-events';
import { createWorld, ENGINES } from '../../journeys/world';

const OPERATORS = ['op1:answer', 'op1:reject,op2:answer@5', 'op1:silent', 'op1:vanish,op2:answer', 'op1:drop', 'op1:wrapup,op2:answer'];

/** The trace of one call through the production bundle, as text. */
async function trace(engine: QueueEngineName, operators: string, realm: 'context' | 'shared'): Promise<string[]> {
  const world = await createWorld({ engine, operators, realm, seed: 5 });
  const events: string[] = [];
  world.cloud.trace.subscribe((event) => events.push(JSON.stringify(event)));
  await world.call();
  return events;
}

it.each(ENGINES.flatMap((engine) => OPERATORS.map((operators) => [engine, operators] as const)))(
  'the production bundle leaves the same trace in both realms: %s, %s', async (engine, operators) => {
    const own = await trace(engine, operators, 'context');
    expect(own.length).toBeGreaterThan(10);
    expect(await trace(engine, operators, 'shared')).toEqual(own);
  });
