import vm from 'node:vm';
import { parse } from 'acorn';
import { LIMITS } from '../limits';
import type { ScenarioScript } from './realm';

/** Newest language level that every vintage of the documentation grants (row 30). */
const LANGUAGE_LEVEL = 2020;

export class ScriptTooLong extends Error {
  override name = 'ScriptTooLong';
}

/** Compiles scenarios, each text once. */
export class Compiler {
  private readonly scripts = new Map<string, vm.Script>();
  private readonly newer = new Map<string, string | null>();

  script(scenario: ScenarioScript): vm.Script {
    refuseTooLong(scenario);
    const key = `${scenario.name}\n${scenario.text}`;
    let script = this.scripts.get(key);
    if (!script) {
      script = new vm.Script(scenario.text, { filename: fileNameOf(scenario) });
      this.scripts.set(key, script);
    }
    return script;
  }

  /** Says where a scenario is newer than the language level, or null. */
  newerSyntax(scenario: ScenarioScript): string | null {
    const known = this.newer.get(scenario.text);
    if (known !== undefined) return known;
    const found = findNewerSyntax(scenario);
    this.newer.set(scenario.text, found);
    return found;
  }
}

export function fileNameOf(scenario: { name: string }): string {
  return `scenario:${scenario.name}`;
}

export function refuseTooLong(scenario: ScenarioScript): void {
  if (scenario.text.length <= LIMITS.scriptChars) return;
  throw new ScriptTooLong(
    `Scenario ${scenario.name} has ${scenario.text.length} characters, the limit is ${LIMITS.scriptChars}`,
  );
}

function findNewerSyntax(scenario: ScenarioScript): string | null {
  try {
    parse(scenario.text, { ecmaVersion: LANGUAGE_LEVEL, sourceType: 'script', allowReturnOutsideFunction: false });
    return null;
  } catch (error) {
    const at = error as { loc?: { line: number }; message: string };
    return `${scenario.name}:${at.loc?.line ?? 0} is newer than ES${LANGUAGE_LEVEL}: ${at.message}`;
  }
}
