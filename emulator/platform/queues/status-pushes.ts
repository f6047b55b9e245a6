import type { Clock } from '../../clock/clock';
import type { DeviceListener } from '../lines';
import type { QueueDevice } from './device';

export type StatusPush = Parameters<NonNullable<DeviceListener['status']>>[0];

/**
 * Pushes travel: what reacts to one acts after the change is complete, in the
 * order in which the changes were made.
 */
export class StatusPushes {
  private waiting: { device: QueueDevice; push: StatusPush }[] = [];

  constructor(private readonly clock: Clock) {}

  send(device: QueueDevice, push: StatusPush): void {
    // Who listens in the moment he signs in hears of it; else nobody need be told.
    if (!device.listensToStatus && device.connectedMs < this.clock.now()) return;
    this.waiting.push({ device, push });
    if (this.waiting.length === 1) this.clock.after(0, () => this.flush());
  }

  private flush(): void {
    const pushes = this.waiting;
    this.waiting = [];
    for (const { device, push } of pushes) device.push(push);
  }
}
