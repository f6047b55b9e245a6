import type { UserRow } from '../../account/objects';
import type { Clock } from '../../clock/clock';
import type { Switches } from '../../switches';
import type { Device, DeviceListener, DialOptions, Line, OperatorStatus } from '../lines';
import type { ConnectOptions, Presence, RingableDevice, StatusChange } from '../seams';
import { QueueDevice, type DeviceHome } from './device';
import { Operator, type QueueType } from './operator';
import { StatusPushes } from './status-pushes';
import { judgeStatus, liftsBan } from './status-rules';

export interface PresenceGround {
  clock: Clock;
  switches: Switches;
  /** An SDK call of a device into the cloud. */
  dialFromDevice(user: UserRow, options: DialOptions): Line;
}

/** Who is signed in, with which status, and who is busy. */
export class OperatorPresence implements Presence, DeviceHome {
  private readonly operators = new Map<number, Operator>();
  private readonly pushes: StatusPushes;
  private readonly changeListeners: ((change: StatusChange) => void)[] = [];
  private readonly watchers: ((operator: Operator) => void)[] = [];
  private devicesMade = 0;

  constructor(private readonly ground: PresenceGround) {
    this.pushes = new StatusPushes(ground.clock);
  }

  /** Login sets ONLINE (row 87); a further tab of a signed-in user gets the present status. */
  connect(user: UserRow, options: ConnectOptions, listener?: DeviceListener): Device {
    const operator = this.operatorOf(user);
    const { queueType } = options;
    const device = new QueueDevice({
      ...options, id: `${user.name}-${(this.devicesMade += 1)}`, operator, home: this, connectedMs: this.ground.clock.now(),
    });
    if (listener) device.listen(listener);
    const first = operator.devicesOf(queueType).length === 0;
    operator.devices.push(device);
    this.stopGrace(operator, queueType);
    if (first) this.setSystemStatus(user.id, queueType, 'ONLINE');
    if (!first || operator.wires[queueType].status !== 'ONLINE') this.tell(device);
    this.changed(operator);
    return device;
  }

  ringable(userId: number): readonly RingableDevice[] {
    return this.operators.get(userId)?.devices.filter((device) => device.receiveCalls) ?? [];
  }

  isPresent(userId: number): boolean {
    const operator = this.operators.get(userId);
    if (!operator) return false;
    return operator.devices.length > 0 || operator.wires.acd.grace !== null || operator.wires.smartqueue.grace !== null;
  }

  status(userId: number, queueType: QueueType): OperatorStatus {
    return this.operators.get(userId)?.wires[queueType].status ?? 'OFFLINE';
  }

  /** When the present status was set; 0 for a user who never signed in. */
  statusSinceMs(userId: number, queueType: QueueType): number {
    return this.operators.get(userId)?.wires[queueType].sinceMs ?? 0;
  }

  /** A user whom nobody has connected, or whose last socket is given up, stays OFFLINE. */
  setSystemStatus(userId: number, queueType: QueueType, status: OperatorStatus): void {
    const operator = this.operators.get(userId);
    if (!operator || (status !== 'OFFLINE' && !this.reaches(operator, queueType))) return;
    if (status === 'BANNED') this.ban(operator, queueType);
    else if (liftsBan(status)) this.liftBan(operator, queueType);
    this.put(operator, queueType, { status, by: 'platform' });
  }

  lock(userId: number): () => void {
    const operator = this.operators.get(userId);
    if (!operator) return () => undefined;
    operator.locks += 1;
    this.changed(operator);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      operator.locks -= 1;
      operator.lastHangupMs = this.ground.clock.now();
      this.changed(operator);
    };
  }

  onChange(fn: (change: StatusChange) => void): void {
    this.changeListeners.push(fn);
  }

  /** For the queues: whenever status, locks or devices of an operator changed. */
  watch(fn: (operator: Operator) => void): void {
    this.watchers.push(fn);
  }

  all(): IterableIterator<Operator> {
    return this.operators.values();
  }

  operator(userId: number): Operator | undefined {
    return this.operators.get(userId);
  }

  setStatus(device: QueueDevice, asked: string, requestId: string | undefined): void {
    const { operator, queueType } = device;
    const wire = operator.wires[queueType];
    const readyLiftsBan = this.ground.switches.readyLiftsBan === 'yes';
    const verdict = judgeStatus({ queueType, asked, present: wire.status, banned: wire.banned, readyLiftsBan });
    if (!verdict.ok) return this.refuse(device, requestId, verdict.why);
    if (asked === 'IN_SERVICE' && operator.stopRinging) {
      if (this.ground.switches.inServiceWhileRinging === 'refused') {
        return this.refuse(device, requestId, 'IN_SERVICE is not acceptable while a call rings');
      }
      if (this.ground.switches.inServiceWhileRinging === 'cancels') operator.stopRinging();
    }
    if (liftsBan(verdict.status)) this.liftBan(operator, queueType);
    this.put(operator, queueType, { status: verdict.status, by: 'operator', asker: device, requestId });
  }

  disconnect(device: QueueDevice, clean: boolean): void {
    const { operator, queueType } = device;
    operator.devices.splice(operator.devices.indexOf(device), 1);
    if (operator.devicesOf(queueType).length === 0) this.lastDeviceGone(operator, queueType, clean);
    this.changed(operator);
  }

  call(device: QueueDevice, to: string, options: Parameters<Device['call']>[1] = {}): Line {
    const { user } = device.operator;
    const displayName = options.displayName ?? user.displayName;
    return this.ground.dialFromDevice(user, {
      from: user.name, to, origin: 'user', ...options, displayName, applicationId: user.applicationId,
    });
  }

  close(): void {
    for (const operator of this.operators.values()) {
      for (const wire of Object.values(operator.wires)) {
        wire.grace?.cancel();
        wire.banEnd?.cancel();
      }
    }
  }

  private lastDeviceGone(operator: Operator, queueType: QueueType, clean: boolean): void {
    const graceMs = clean ? 0 : Number(this.ground.switches.offlineGraceSeconds) * 1000;
    if (graceMs === 0) return this.put(operator, queueType, { status: 'OFFLINE', by: 'platform' });
    const wire = operator.wires[queueType];
    wire.grace = this.ground.clock.after(graceMs, () => {
      wire.grace = null;
      this.put(operator, queueType, { status: 'OFFLINE', by: 'platform' });
      this.changed(operator);
    });
  }

  private put(operator: Operator, queueType: QueueType, change: Change): void {
    const wire = operator.wires[queueType];
    const before = wire.status;
    wire.status = change.status;
    if (before !== change.status) wire.sinceMs = this.ground.clock.now();
    for (const device of operator.devices) {
      if (device.queueType !== queueType) continue;
      if (device === change.asker) this.tell(device, change.requestId);
      else if (before !== change.status) this.tell(device);
    }
    if (before === change.status) return;
    const told = { userId: operator.user.id, queueType, before, after: change.status, by: change.by };
    for (const fn of this.changeListeners) fn(told);
    this.changed(operator);
  }

  private tell(device: QueueDevice, requestId?: string): void {
    const status = device.getStatus();
    this.pushes.send(device, requestId === undefined ? { status, refused: false } : { status, requestId, refused: false });
  }

  private refuse(device: QueueDevice, requestId: string | undefined, description: string): void {
    const push = { status: device.getStatus(), refused: true, description };
    this.pushes.send(device, requestId === undefined ? push : { ...push, requestId });
  }

  /** v1: 2 or 12 hours, then READY again, for a ban covers READY (GetACDState.locked_operators). SmartQueue: no end. */
  private ban(operator: Operator, queueType: QueueType): void {
    const wire = operator.wires[queueType];
    wire.banEnd?.cancel();
    wire.banned = true;
    if (queueType !== 'acd') return;
    wire.banEnd = this.ground.clock.after(Number(this.ground.switches.banHours) * 3_600_000, () => {
      this.liftBan(operator, queueType);
      if (wire.status === 'BANNED') this.put(operator, queueType, { status: 'READY', by: 'platform' });
    });
  }

  private liftBan(operator: Operator, queueType: QueueType): void {
    const wire = operator.wires[queueType];
    wire.banned = false;
    wire.banEnd?.cancel();
    wire.banEnd = null;
  }

  private stopGrace(operator: Operator, queueType: QueueType): void {
    operator.wires[queueType].grace?.cancel();
    operator.wires[queueType].grace = null;
  }

  private reaches(operator: Operator, queueType: QueueType): boolean {
    return operator.wires[queueType].grace !== null || operator.devices.some((device) => device.queueType === queueType);
  }

  private operatorOf(user: UserRow): Operator {
    const known = this.operators.get(user.id);
    if (known) {
      known.user = user;
      return known;
    }
    const operator = new Operator(user, this.ground.clock.now());
    this.operators.set(user.id, operator);
    return operator;
  }

  private changed(operator: Operator): void {
    for (const fn of this.watchers) fn(operator);
  }
}

interface Change {
  status: OperatorStatus;
  by: StatusChange['by'];
  asker?: QueueDevice;
  requestId?: string | undefined;
}
