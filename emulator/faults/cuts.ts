import type { Clock, ClockTimer } from '../clock/clock';
import type { FaultFile } from './fault-file';

/** Breaks operators' sockets when the file says so; `cut` does it. Call the result to stop. */
export function scheduleCuts(file: FaultFile, clock: Clock, cut: (userName: string) => void): () => void {
  const timers = new Map<object, ClockTimer>();
  for (const fault of file.faults) {
    if (fault.on !== 'operator') continue;
    const strike = () => {
      cut(fault.user);
      if (fault.everyMs === undefined) timers.delete(fault);
      else timers.set(fault, clock.after(fault.everyMs, strike));
    };
    timers.set(fault, clock.after(fault.cutAtMs, strike));
  }
  return () => {
    for (const timer of timers.values()) timer.cancel();
    timers.clear();
  };
}
