import { ENGINE_CAPABILITIES, type EngineCapabilities } from '../../contracts/queue-port';
import type { QueueEngineName } from '../../contracts/call-events';
import { CODE_BUDGET_BYTES, kilobytes } from '../build/budget';
import { buildScenarios, TOOL_VARIABLE } from '../build/build-scenarios';
import type { BuiltScenario } from '../build/built-scenario';
import { BUNDLES_FOLDER, keepBundles } from '../build/keep-bundles';
import type { CommandContext, ExitCode } from '../command';
import { environmentOf, readConfig } from '../config/read-config';
import { table } from '../table';

/** `vox build`: bundles every scenario and says how large each is. */
export async function build(options: { env: string; json?: boolean }, context: CommandContext): Promise<ExitCode> {
  const { root, out } = context;
  const config = await readConfig(root);
  const built = await buildScenarios({ root, config, environment: environmentOf(config, options.env), tool: context.env[TOOL_VARIABLE] });
  const files = keepBundles(root, built);
  if (files.size < built.length) out.note(`${BUNDLES_FOLDER} cannot be written, so the bundles are not kept.`);
  if (options.json) {
    out.json({ scenarios: built.map((scenario) => document(scenario, files)), engines: ENGINE_CAPABILITIES });
    return 0;
  }
  for (const line of sizes(built)) out.line(line);
  out.line();
  for (const line of capabilities()) out.line(line);
  return 0;
}

function document(scenario: BuiltScenario, files: ReadonlyMap<string, string>) {
  const { name, bytes, sha256, settingsBytes } = scenario;
  return { name, file: files.get(name) ?? null, bytes, sha256, budget: CODE_BUDGET_BYTES, settingsBytes };
}

function sizes(built: readonly BuiltScenario[]): string[] {
  const rows = built.map(({ name, source, bytes, settingsBytes, sha256 }) => [
    name, source, kilobytes(bytes - settingsBytes), kilobytes(settingsBytes), sha256.slice(0, 12),
  ]);
  return table(['scenario', 'from', `code (of ${kilobytes(CODE_BUDGET_BYTES)})`, 'settings (of 8.0 KB)', 'sha256'], rows);
}

/** One row a question, one column an engine. */
function capabilities(): string[] {
  const questions: Record<keyof EngineCapabilities, string> = {
    knowsDecline: 'says who declined',
    enforcesWrapUp: 'keeps an operator in wrap-up by itself',
    lastOperatorFirst: 'one operator first',
    skills: 'skills',
    skillLevels: 'knows levels of skills',
    position: 'position in the queue is',
  };
  const engines: QueueEngineName[] = ['smartqueue', 'acd'];
  const rows = Object.entries(questions).map(([key, question]) => [
    question, ...engines.map((engine) => answer(ENGINE_CAPABILITIES[engine][key as keyof EngineCapabilities])),
  ]);
  return table(['queue engine', ...engines], rows);
}

function answer(value: boolean | string): string {
  return typeof value === 'string' ? value : value ? 'yes' : 'no';
}
