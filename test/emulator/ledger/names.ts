import { transformSync } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { world } from '../platform/world';

const REQUIRE_ALL = `require(Modules.ACD); require(Modules.SmartQueue); require(Modules.ApplicationStorage);
  require(Modules.Conference); require(Modules.Recorder); require(Modules.IVR);`;

/** Runs an expression in a session with every module and gives back its value. */
export async function inSession(expression: string): Promise<unknown> {
  const w = world(`${REQUIRE_ALL} VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
    Logger.write(JSON.stringify(${expression})); e.call.reject(486); });`);
  w.dial();
  await w.clock.runUntilIdle();
  return JSON.parse(w.said.at(-1) ?? 'null');
}

/** What the emulator's global objects and a call have. */
export async function namesOfObjects(): Promise<Record<string, string[]>> {
  const objects = ['VoxEngine', 'Net', 'Logger', 'Crypto', 'ApplicationStorage', 'PhoneNumber', 'VoiceList', 'Modules'];
  const pairs = objects.map((name) => `${name}: Object.keys(${name}).sort()`);
  const call = 'Call: Object.getOwnPropertyNames(Object.getPrototypeOf(e.call)).filter(function (n) { return n !== "constructor"; }).sort()';
  return (await inSession(`{ ${[...pairs, call].join(', ')} }`)) as Record<string, string[]>;
}

const OBJECTS = /\b(VoxEngine|Net|Logger|Crypto|ApplicationStorage|PhoneNumber|Modules|[A-Z]\w*Events|TerminationStatus|TaskWaitingCode|VoiceList)\.(\w+)/g;

/** Names of VoxEngine that the scenarios' sources use, as `Object.member`. */
export function namesInScenarios(root = 'scenarios'): string[] {
  const names = new Set<string>();
  for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!/\.ts$/.test(entry)) continue;
    for (const [, object, member] of withoutComments(asRun(readFileSync(join(root, entry), 'utf8'))).matchAll(OBJECTS)) {
      names.add(`${object}.${member}`);
    }
  }
  return [...names].sort();
}

/** Without types: they are not asked of the platform. */
function asRun(text: string): string {
  return transformSync(text, { loader: 'ts' }).code;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
