import { createHmac } from 'node:crypto';
import path from 'node:path';
import { expect } from 'vitest';
import type { CallEvent, CallEventBatch } from '../../contracts/call-events';
import type { OutboundTicket } from '../../contracts/outbound-ticket';
import { VirtualClock } from '../../emulator/clock/virtual-clock';
import { createCloud } from '../../emulator/create-cloud';
import type { WireAnswer } from '../../emulator/platform/http/wire';
import type { RingingLine } from '../../emulator/platform/lines';
import { buildScenarios } from '../../scripts/build/build-scenarios';
import type { BuiltScenario } from '../../scripts/build/built-scenario';
import { environmentOf, readConfig } from '../../scripts/config/read-config';
import { installed } from './install';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const NUMBER = '+79161234567';
export const TICKET: OutboundTicket = { operator: 'op1', franchise: 'center', number: NUMBER, callbackOf: 'c-7' };
let built: Promise<BuiltScenario[]> | undefined;
export const hmac = (key: string, data: string) => createHmac('sha256', key).update(data).digest('hex');

export interface OutOptions {
  customer?: ((line: RingingLine, clock: VirtualClock) => void) | undefined;
  storageLatencyMs?: number | undefined;
  /** What is done to the scripts before they are in the cloud. */
  script?: (code: string) => string;
  /** Instead of taking a batch. */
  deskAnswers?: () => WireAnswer | undefined;
}

/** The sample in a cloud, the batches of events that it tells the desk, and one customer who can be called. */
export async function createOut({ customer, storageLatencyMs = 0, script = (code) => code, deskAnswers }: OutOptions = {}) {
  const config = await readConfig(ROOT);
  built ??= buildScenarios({ root: ROOT, config, environment: environmentOf(config, 'local') });
  const clock = new VirtualClock();
  const batches: CallEvent[][] = [];
  let accessUrl = '';
  const wire = ({ body }: { body?: string | Uint8Array | null }) => {
    const instead = deskAnswers?.();
    if (instead) return instead;
    const batch = JSON.parse(Buffer.from(body ?? []).toString()) as CallEventBatch;
    batches.push(batch.events);
    accessUrl = batch.accessUrl ?? accessUrl;
    return { status: 200, body: '{"accepted":1}' };
  };
  const rows = installed(config, (await built).map(({ name, code }) => ({ name, code: script(code) })));
  const cloud = createCloud({ rows, clock, wire, seed: 1, strict: true, storageLatencyMs });
  const dialled: string[] = [];
  cloud.answerAt('pstn', '79161234567', (line) => { dialled.push(line.legId); customer?.(line, clock); });
  const finish = async () => {
    expect(await clock.runUntil(() => cloud.live().sessions === 0, 3_600_000)).toBe(true);
    expect(cloud.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
    return batches.flat();
  };
  return { cloud, clock, rows, batches, dialled, finish, accessUrl: () => accessUrl };
}

