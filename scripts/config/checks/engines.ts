import { ENGINE_CAPABILITIES } from '../../../contracts/queue-port';
import type { VoxConfig } from '../../../contracts/config';
import type { Problem } from '../problem';

/** What a config wants of an engine that lacks it; looks at the written config, where it still shows. */
export function enginesCanDoIt(written: VoxConfig): Problem[] {
  return Object.entries(written.franchises).flatMap(([name, franchise]) => {
    const { engine } = franchise.queue;
    const other = engine === 'acd' ? 'smartQueue' : 'acd';
    const path = `franchises.${name}`;
    const settings: Problem[] = franchise.queue[other]
      ? [{
          path: `${path}.queue.${other}`,
          what: `settings of the other engine; this queue's engine is "${engine}"`,
          remedy: `remove them, or change engine`,
        }]
      : [];
    return [...settings, ...skillProblems(written, { franchise: name, engine })];
  });
}

function skillProblems(
  written: VoxConfig,
  { franchise, engine }: { franchise: string; engine: keyof typeof ENGINE_CAPABILITIES },
): Problem[] {
  if (ENGINE_CAPABILITIES[engine].skillLevels) return [];
  return Object.entries(written.operators)
    .filter(([, operator]) => operator.franchise === franchise)
    .flatMap(([name, operator]) =>
      Object.entries(operator.skills ?? {})
        .filter(([, level]) => level !== 1)
        .map(([skill, level]) => ({
          path: `operators.${name}.skills.${skill}`,
          what: `level ${level}, but the queue engine "${engine}" of franchise ${franchise} knows no levels`,
          remedy: 'use level 1, or the engine smartqueue',
        })),
    );
}
