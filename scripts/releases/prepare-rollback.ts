import type { Management } from '../../contracts/management';
import { findItem, ofKind, type ActualItem } from '../plan/items';
import type { Plan } from '../plan/plan';
import { writeRecord, type ReleaseRecord, RECORD_VERSION } from './record';
import { keepScript, keptScript } from './scripts';

export interface RecordInput {
  root: string;
  plan: Plan;
  account: number;
  release: string;
  lot: string;
  nowMs: number;
  before: readonly ActualItem[];
  management: Management;
  sha256: (script: string) => string;
  undoes?: readonly string[];
}

/**
 * Before the first write: keeps what is there and every script that the plan
 * overwrites or removes, and makes sure that each can be put back.
 */
export async function recordRelease(input: RecordInput): Promise<ReleaseRecord> {
  const { root, plan, account, release, lot, nowMs, before, undoes = [] } = input;
  await Promise.all(overwritten(plan, before).map((scenario) => keepText(input, scenario)));
  const record: ReleaseRecord = {
    version: RECORD_VERSION, id: release, environment: plan.environment, account, application: plan.application,
    at: new Date(nowMs).toISOString(), outcome: 'started', undoes: [...undoes], before: [...before], steps: plan.steps, lot,
  };
  writeRecord(root, record);
  return record;
}

function overwritten(plan: Plan, before: readonly ActualItem[]): ActualItem[] {
  return plan.steps
    .filter(({ kind, action }) => kind === 'scenario' && (action === 'update' || action === 'delete'))
    .flatMap(({ object }) => findItem(before, 'scenario', object) ?? renamedFrom(plan, before, object));
}

function renamedFrom(plan: Plan, before: readonly ActualItem[], object: string): ActualItem[] {
  const rename = plan.steps.find((step) => step.kind === 'scenario' && step.action === 'rename' && step.object === object);
  return ofKind(before, 'scenario').filter(({ name }) => name === rename?.before?.['name']);
}

async function keepText({ root, management, sha256 }: RecordInput, { id, name, fields }: ActualItem): Promise<void> {
  const hash = String(fields['sha256']);
  const kept = keptScript(root, hash);
  if (kept !== undefined && sha256(kept) === hash) return;
  const { script } = await management.scenarioScript(id);
  if (sha256(script) !== hash) {
    throw new Error(`Scenario "${name}" changed while the deploy was being prepared. Nothing was written. Run it again.`);
  }
  keepScript(root, hash, script);
}
