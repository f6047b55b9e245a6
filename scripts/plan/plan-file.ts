import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { readText } from '../read-text';
import { UserError } from '../user-error';
import { fingerprintOf } from './actual';
import { KINDS } from './items';
import { ACTIONS, PLAN_VERSION, type Plan } from './plan';
import { STATE_VERSION, type State } from './state';

/** What a plan rests on besides the config and the account, whose fingerprints it has anyway. */
export interface PlanBasis {
  /** What the last deploy left behind; with it the plan applies from another checkout too. */
  state: State | null;
  /** Whether every script was fetched. */
  full: boolean;
}

/** A plan that somebody may have looked at since it was made. */
export interface ReviewedPlan {
  plan: Plan;
  madeFrom: PlanBasis;
  /** Changed after it was made: the digest no longer fits. */
  isEdited: boolean;
}

export function writePlanFile(file: string, plan: Plan, madeFrom: PlanBasis): void {
  const content = { ...plan, madeFrom };
  const text = `${JSON.stringify({ ...content, digest: fingerprintOf(content) }, null, 2)}\n`;
  try {
    writeFileSync(file, text, { mode: 0o600 });
  } catch (cause) {
    throw new UserError(`The plan could not be written to ${file} (${codeOf(cause)}). Give --out a file that can be written.`, { cause });
  }
}

/** Refuses what is no plan, one of another version of vox, and one for another environment. */
export function readPlanFile(file: string, environment: string): ReviewedPlan {
  const value = parse(file);
  const { version } = (value ?? {}) as { version?: unknown };
  if (typeof version === 'number' && version !== PLAN_VERSION) {
    throw new UserError(`${file} is a plan of version ${version}; this vox makes and applies version ${PLAN_VERSION}. Plan again with it.`);
  }
  const read = planFile.safeParse(value);
  if (!read.success) {
    const place = read.error.issues[0]?.path.join('.') ?? '';
    throw new UserError(`${file} is no whole plan file: ${place === '' ? 'it' : `"${place}"`} is missing or wrong. ${remedy(file)}`);
  }
  const { digest, ...content } = value as Plan & { madeFrom: PlanBasis; digest: string };
  if (content.environment !== environment) {
    throw new UserError(`The plan was made for environment "${content.environment}", not "${environment}". Nothing was written. Give the same --env.`);
  }
  const { madeFrom, ...plan } = content;
  return { plan, madeFrom, isEdited: fingerprintOf(content) !== digest };
}

function parse(file: string): unknown {
  const text = contentOf(file);
  if (text.trim() === '') throw new UserError(`${file} is no plan file: it is empty. ${remedy(file)}`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${file} is no plan file: it is not JSON, or only a part of it. ${remedy(file)}`, { cause });
  }
}

function contentOf(file: string): string {
  try {
    return readText(file);
  } catch (cause) {
    const code = codeOf(cause);
    const what = code === 'ENOENT' ? `There is no plan file ${file}.` : `The plan file ${file} cannot be read (${code}).`;
    throw new UserError(`${what} ${remedy(file)}`, { cause });
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
const remedy = (file: string): string => `Write one with \`vox plan --out ${file}\`.`;

const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]));
const step = z.looseObject({
  id: z.string(), kind: z.enum(KINDS), action: z.enum(ACTIONS), object: z.string(), before: fields.nullable(), after: fields.nullable(),
  destructive: z.boolean(), wave: z.number(),
});
const state = z.looseObject({
  version: z.literal(STATE_VERSION), environment: z.string(), account: z.number(), release: z.string().nullable(),
  items: z.array(z.looseObject({ kind: z.enum(KINDS), name: z.string(), fields, id: z.number() })),
});
const planFile = z.looseObject({
  version: z.literal(PLAN_VERSION),
  environment: z.string(),
  account: z.number().nullable(),
  application: z.string(),
  fingerprints: z.looseObject({ actual: z.string(), desired: z.string() }),
  steps: z.array(step),
  madeFrom: z.looseObject({ state: state.nullable(), full: z.boolean() }),
  digest: z.string(),
});
