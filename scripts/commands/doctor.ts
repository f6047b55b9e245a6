import { explained } from '../apply/explained';
import { checkAccess } from '../apply/doctor/account-checks';
import type { Check } from '../apply/doctor/check';
import { checkDesk } from '../apply/doctor/desk-check';
import { checkObjects } from '../apply/doctor/object-checks';
import { connect, prepare } from '../apply/prepare';
import type { Session } from '../apply/session';
import type { Command, CommandContext, ExitCode, Output } from '../command';

export interface DoctorOptions {
  env: string;
  /** Also tries out, in an application of its own, how the cloud behaves where that is not documented. */
  probe?: boolean;
  json?: boolean;
}

/** `vox doctor`: whether all is in place for calls to arrive. 1 where something is not. */
export const doctor: Command<DoctorOptions> = explained(runDoctor);

async function runDoctor(options: DoctorOptions, context: CommandContext): Promise<ExitCode> {
  const prepared = await prepare(options, context);
  const session = connect(prepared);
  try {
    const checks = await examine(session);
    const probed = options.probe ? await (await import('../apply/doctor/probe')).probe(session, context.root) : undefined;
    if (options.json) context.out.json({ checks, ...(probed ? { probe: probed } : {}) });
    else show(checks, context.out);
    if (probed && !options.json) for (const line of probed.lines) context.out.line(line);
    return checks.every(({ ok }) => ok) ? 0 : 1;
  } finally {
    session.management.close();
  }
}

async function examine(session: Session): Promise<Check[]> {
  const { environment, target } = session.input;
  const [access, desk] = await Promise.all([
    checkAccess(session), checkDesk({ deskUrl: environment.deskUrl, at: target.desk ?? null, ca: target.ca }),
  ]);
  if (access.some(({ ok }) => !ok)) return [...access, desk];
  return [...access, ...checkObjects(session, await session.read({ full: true })), desk];
}

function show(checks: readonly Check[], { line, colors }: Output): void {
  for (const { name, ok, why, fix } of checks) {
    line(`${ok ? colors.green('ok  ') : colors.red('FAIL')}  ${name}: ${why}`);
    if (!ok && fix !== '') line(`      ${fix}`);
  }
}
