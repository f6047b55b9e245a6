import { z } from 'zod';
import type { Clock, ClockTimer } from '../clock/clock';
import { createGatewayFaults, type GatewayFaults } from './faults';

const milliseconds = z.number().int().min(0);

/** One stretch of trouble between pages and gateway, as `--faults FILE` says it. */
export const gatewayFault = z.strictObject({
  on: z.literal('gateway'),
  /** After the start. */
  fromMs: milliseconds.optional(),
  /** Without it the trouble stays. */
  forMs: milliseconds.optional(),
  refuseSockets: z.enum(['http', 'error']).optional(),
  silent: z.boolean().optional(),
  withholdAcks: z.boolean().optional(),
  slowMs: milliseconds.optional(),
  /** By message name, such as `handleIncomingConnection`. */
  lateMs: z.record(z.string(), milliseconds).optional(),
  repeat: z.record(z.string(), z.enum(['message', 'number'])).optional(),
  /** By bare user name. */
  signInCode: z.record(z.string(), z.literal([301, 401, 402, 403, 404, 409, 500, 701])).optional(),
  transfers: z.enum(['refuse', 'confirm']).optional(),
});

export type GatewayFault = z.infer<typeof gatewayFault>;

/** Switches the faults on and off in their time; call the result to stop. */
export function scheduleGatewayFaults(list: readonly GatewayFault[], clock: Clock, faults: GatewayFaults): () => void {
  const timers: ClockTimer[] = [];
  for (const fault of list) {
    const fromMs = fault.fromMs ?? 0;
    timers.push(clock.after(fromMs, () => begin(fault, faults)));
    if (fault.forMs !== undefined) timers.push(clock.after(fromMs + fault.forMs, () => end(fault, faults)));
  }
  return () => timers.forEach((timer) => timer.cancel());
}

const plain = ['refuseSockets', 'silent', 'withholdAcks', 'slowMs', 'transfers'] as const;
const named = ['lateMs', 'repeat', 'signInCode'] as const;

function begin(fault: GatewayFault, faults: GatewayFaults): void {
  for (const key of plain) if (fault[key] !== undefined) Object.assign(faults, { [key]: fault[key] });
  for (const key of named) {
    const map: Map<string, unknown> = faults[key];
    for (const [name, value] of Object.entries(fault[key] ?? {})) map.set(name, value);
  }
}

/** What this fault has set goes back to normal; what others have set stays. */
function end(fault: GatewayFault, faults: GatewayFaults): void {
  const normal = createGatewayFaults();
  for (const key of plain) if (fault[key] !== undefined) Object.assign(faults, { [key]: normal[key] });
  for (const key of named) for (const name of Object.keys(fault[key] ?? {})) faults[key].delete(name);
}
