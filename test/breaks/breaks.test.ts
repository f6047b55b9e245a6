import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../architecture/sources';
import { ENGINES } from '../journeys/world';
import { DESK_BREAKS } from './desk-table';
import { BREAKS, type Break } from './table';

const COPIED = [
  'contracts', 'desk', 'emulator', 'explorer', 'operator', 'rules', 'scenarios', 'scripts', 'simulation', 'test', 'package.json',
  'tsconfig.json', 'tsconfig.base.json', 'vitest.config.mts', 'voxfiles.config.ts',
];
/** A break must be seen by what a journey expects, not by a program that no longer starts. */
const NOT_STARTED = /Build failed|Transform failed|SyntaxError|is not defined|Cannot find module/;

interface Outcome {
  /** The name with its engine before it. */
  fullName: string;
  status: 'passed' | 'failed' | 'skipped' | 'pending';
  failureMessages: string[];
}

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'vox-breaks-'));
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('unbroken, the journeys are green', () => {
  const journeys = [...new Set(BREAKS.map(({ journey }) => journey))];
  test.each(journeys)('%s', (journey) => {
    const outcomes = playJourney(journey, [...new Set(BREAKS.filter((one) => one.journey === journey).map(({ requirement }) => requirement))]);
    expect(outcomes.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(0);
  }, 600_000);
});

describe('broken by one line, a journey of the requirement fails', () => {
  test.each(BREAKS)('$requirement $says', (one) => {
    const mend = breakLine(one);
    try {
      const failed = playJourney(one.journey, [one.requirement]).filter(({ status }) => status === 'failed');
      expect(failed.filter(({ failureMessages }) => failureMessages.some((text) => NOT_STARTED.test(text)))).toEqual([]);
      expect(failed).not.toEqual([]);
      const engines = ENGINES.filter((engine) => failed.some(({ fullName }) => fullName.startsWith(engine)));
      expect(engines).toEqual(expect.arrayContaining([...(one.engines ?? ENGINES)]));
    } finally {
      mend();
    }
  }, 600_000);
});

describe('a line of the desk broken, a test fails, and none of them without it', () => {
  test.each([...new Set(DESK_BREAKS.map(({ seenBy }) => seenBy))])('%s', (file) => {
    expect(play(`test/cases/${file}`, 'A40 ').filter(({ status }) => status !== 'passed')).toEqual([]);
  }, 600_000);

  test.each(DESK_BREAKS)('$says', (one) => {
    const mend = breakLine(one);
    try {
      const failed = play(`test/cases/${one.seenBy}`, 'A40 ').filter(({ status }) => status === 'failed');
      expect(failed.filter(({ failureMessages }) => failureMessages.some((text) => NOT_STARTED.test(text)))).toEqual([]);
      expect(failed).not.toEqual([]);
    } finally {
      mend();
    }
  }, 600_000);
});

/** Gives back what mends it. */
function breakLine({ file, line, instead }: Pick<Break, 'file' | 'line' | 'instead'>): () => void {
  const there = path.join(copy, file);
  const whole = readFileSync(there, 'utf8');
  const broken = whole.split('\n').map((text) => (text.trim() === line ? text.replace(line, () => instead) : text)).join('\n');
  if (broken === whole) throw new Error(`${file} has no line "${line}": write the break anew against today's code`);
  writeFileSync(there, broken);
  return () => writeFileSync(there, whole);
}

/** The journeys of these requirements in one file, as a run of their own. */
function playJourney(journey: string, requirements: readonly string[]): Outcome[] {
  return play(`test/journeys/${journey}`, `\\b(${requirements.join('|')}) `);
}

/** The tests of a file that have these names, as a run of their own. */
function play(file: string, names: string): Outcome[] {
  const report = path.join(copy, 'report.json');
  const args = ['run', '--root', copy, file, '-t', names, '--reporter=json', `--outputFile=${report}`];
  rmSync(report, { force: true });
  const { stderr } = spawnSync(path.join(ROOT, 'node_modules/.bin/vitest'), args, { cwd: copy, encoding: 'utf8', env: outerEnv() });
  return readOutcomes(report, stderr);
}

function readOutcomes(report: string, stderr: string): Outcome[] {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: { message: string; assertionResults: Outcome[] }[] };
    const unread = testResults.find(({ assertionResults }) => assertionResults.length === 0);
    if (unread) throw new Error(`the journeys could not be read: ${unread.message}`);
    return testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'passed' || status === 'failed');
  } catch (cause) {
    throw new Error(`vitest left no report that can be read: ${stderr.slice(-800)}`, { cause });
  }
}

/** Without what tells a process that it runs inside of vitest. */
function outerEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|NODE_ENV$|VOX_BREAKS$)/.test(name)));
}
