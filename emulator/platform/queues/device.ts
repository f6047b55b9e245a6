import { LivingSet } from '../../living';
import type { Device, DeviceListener, Line, OperatorStatus, RingingLine } from '../lines';
import type { RingableDevice } from '../seams';
import type { Operator, QueueType } from './operator';

type CallOptions = Parameters<Device['call']>[1];

/** What a device asks of presence. */
export interface DeviceHome {
  setStatus(device: QueueDevice, status: string, requestId: string | undefined): void;
  disconnect(device: QueueDevice, clean: boolean): void;
  call(device: QueueDevice, to: string, options: CallOptions): Line;
}

export interface DeviceParts {
  id: string;
  operator: Operator;
  queueType: QueueType;
  receiveCalls: boolean;
  home: DeviceHome;
  connectedMs: number;
}

/** One signed-in tab of a user, seen from its page and from the cloud. */
export class QueueDevice implements Device, RingableDevice {
  readonly id: string;
  readonly operator: Operator;
  readonly queueType: QueueType;
  readonly receiveCalls: boolean;
  readonly connectedMs: number;
  connected = true;
  private readonly home: DeviceHome;
  private readonly listeners: DeviceListener[] = [];
  private readonly goneListeners = new LivingSet<() => void>();

  constructor(parts: DeviceParts) {
    this.id = parts.id;
    this.operator = parts.operator;
    this.queueType = parts.queueType;
    this.receiveCalls = parts.receiveCalls;
    this.home = parts.home;
    this.connectedMs = parts.connectedMs;
  }

  get userName(): string {
    return this.operator.user.name;
  }

  listen(listener: DeviceListener): void {
    this.listeners.push(listener);
  }

  setStatus(status: string, requestId?: string): void {
    if (this.connected) this.home.setStatus(this, status, requestId);
  }

  getStatus(): OperatorStatus {
    return this.operator.wires[this.queueType].status;
  }

  disconnect({ clean }: { clean: boolean }): void {
    if (!this.connected) return;
    this.connected = false;
    this.home.disconnect(this, clean);
    for (const fn of this.goneListeners) {
      this.goneListeners.delete(fn);
      fn();
    }
  }

  call(to: string, options: CallOptions = {}): Line {
    if (!this.connected) throw new Error(`Device ${this.id} of ${this.userName} is not connected, so it cannot call ${to}`);
    return this.home.call(this, to, options);
  }

  ring(line: RingingLine): void {
    for (const listener of this.listeners) listener.ring?.(line);
  }

  /** Whether anybody would hear of a push. */
  get listensToStatus(): boolean {
    return this.listeners.some((listener) => listener.status !== undefined);
  }

  push(status: Parameters<NonNullable<DeviceListener['status']>>[0]): void {
    if (!this.connected) return;
    for (const listener of this.listeners) listener.status?.(status);
  }

  onGone(fn: () => void): () => void {
    this.goneListeners.add(fn);
    return () => this.goneListeners.delete(fn);
  }
}
