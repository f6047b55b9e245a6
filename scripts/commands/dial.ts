import path from 'node:path';
import type { QueueEngineName } from '../../contracts/call-events';
import { TOOL_VARIABLE } from '../build/build-scenarios';
import type { CommandContext, ExitCode } from '../command';
import { dial as play, type DialResult } from '../dial/dial';
import { seconds } from '../dial/story';
import { timelinePrinter } from '../dial/timeline';
import type { PressedDigit } from '../flags';
import { freshRecordingFolder } from '../recordings/folder';
import { readSwitches } from '../targets';

export interface DialOptions {
  from: string;
  to?: string;
  at?: string;
  operators?: string;
  talk: number;
  wrapUp: number;
  hangupAfter?: number;
  digits?: PressedDigit[];
  engine?: QueueEngineName;
  switch?: Record<string, string>;
  switches?: string;
  seed: number;
  json?: boolean;
}

interface Around {
  wallMs: number;
  /** The folder of the recording. */
  recorded: string;
  out: CommandContext['out'];
}

/** `vox dial`: an emulator of its own, a deploy, one call in virtual time, and its timeline. */
export async function dial(options: DialOptions, context: CommandContext): Promise<ExitCode> {
  const { root, out } = context;
  const startMs = performance.now();
  const recordInto = freshRecordingFolder(root, { command: 'dial', nowMs: context.now() });
  const result = await play({
    root,
    from: options.from,
    to: options.to ?? null,
    at: options.at ?? null,
    operators: options.operators ?? null,
    talkMs: options.talk * 1000,
    wrapUpMs: options.wrapUp * 1000,
    hangUpAfterMs: options.hangupAfter === undefined ? null : options.hangupAfter * 1000,
    digits: options.digits ?? [],
    engine: options.engine ?? null,
    switches: await readSwitches(root, { pairs: options.switch, file: options.switches }),
    seed: options.seed,
    recordInto,
    tool: context.env[TOOL_VARIABLE],
    note: (text) => out.note(text),
  });
  const wallMs = Math.round(performance.now() - startMs);
  const { call, events, bundle, virtualMs } = result;
  if (options.json) out.json({ call, events, bundle, virtualMs, wallMs });
  else print(result, { wallMs, recorded: path.relative(root, recordInto), out });
  return events.some(({ kind }) => kind === 'error') ? 1 : 0;
}

function print({ call, events, bundle, virtualMs, deploy }: DialResult, { wallMs, recorded, out }: Around): void {
  const { colors } = out;
  out.line(colors.dim(`deployed to an emulator of its own: ${deploy.steps} steps, ${deploy.requests} requests, bundle ${bundle.sha256.slice(0, 12)}`));
  if (bundle.variantOf !== null) out.line(colors.dim(`a variant of ${bundle.variantOf.slice(0, 12)}: other settings than voxfiles.config.ts has`));
  const line = timelinePrinter(events.map(({ who }) => who), colors);
  for (const entry of events) out.line(line(entry));
  const operator = call.operator === null ? 'nobody answered' : `${call.operator} answered`;
  out.line(`${colors.bold(call.reason)} (${call.detail}), ${operator}; ${seconds(virtualMs)} played in ${seconds(wallMs)}`);
  out.line(colors.dim(`recorded; play it again: npx vox replay ${recorded}`));
}
