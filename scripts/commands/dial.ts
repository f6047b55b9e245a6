import type { QueueEngineName } from '../../contracts/call-events';
import type { CommandContext, ExitCode } from '../command';
import { dial as play, type DialResult } from '../dial/dial';
import { seconds } from '../dial/story';
import { timelinePrinter } from '../dial/timeline';

export interface DialOptions {
  from: string;
  to?: string;
  operators?: string;
  talk: number;
  wrapUp: number;
  hangupAfter?: number;
  engine?: QueueEngineName;
  switch?: Record<string, string>;
  seed: number;
  json?: boolean;
}

/** `vox dial`: an emulator of its own, a deploy, one call in virtual time, and its timeline. */
export async function dial(options: DialOptions, context: CommandContext): Promise<ExitCode> {
  const { root, out } = context;
  const startMs = context.now();
  const result = await play({
    root,
    from: options.from,
    to: options.to ?? null,
    operators: options.operators ?? null,
    talkMs: options.talk * 1000,
    wrapUpMs: options.wrapUp * 1000,
    hangUpAfterMs: options.hangupAfter === undefined ? null : options.hangupAfter * 1000,
    engine: options.engine ?? null,
    switches: options.switch ?? {},
    seed: options.seed,
    note: (text) => out.note(text),
  });
  const wallMs = context.now() - startMs;
  const { call, events, bundle, virtualMs } = result;
  if (options.json) out.json({ call, events, bundle, virtualMs, wallMs });
  else print(result, { wallMs, out });
  return events.some(({ kind }) => kind === 'error') ? 1 : 0;
}

function print({ call, events, bundle, virtualMs, deploy }: DialResult, { wallMs, out }: { wallMs: number; out: CommandContext['out'] }): void {
  const { colors } = out;
  out.line(colors.dim(`deployed to an emulator of its own: ${deploy.steps} steps, ${deploy.requests} requests, bundle ${bundle.sha256.slice(0, 12)}`));
  if (bundle.variantOf !== null) out.line(colors.dim(`a variant of ${bundle.variantOf.slice(0, 12)}: other settings than voxfiles.config.ts has`));
  const line = timelinePrinter(events.map(({ who }) => who), colors);
  for (const entry of events) out.line(line(entry));
  const operator = call.operator === null ? 'nobody answered' : `${call.operator} answered`;
  out.line(`${colors.bold(call.reason)} (${call.detail}), ${operator}; ${seconds(virtualMs)} played in ${seconds(wallMs)}`);
}
