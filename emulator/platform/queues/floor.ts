import type { UserRow } from '../../account/objects';
import type { Clock, ClockTimer } from '../../clock/clock';
import type { Operator, QueueType } from './operator';
import type { OperatorPresence } from './presence';
import { QueueLine, type ReadyEntry, type Standing, type Waiting } from './queue-line';

export interface Match<Item extends Waiting, Row extends { id: number }> {
  line: QueueLine<Item, Row>;
  item: Item;
  entry: ReadyEntry;
}

/** What differs between the two engines. */
export interface FloorRules<Item extends Waiting, Row extends { id: number }> {
  queueType: QueueType;
  /** The present row of a queue; undefined: deleted. */
  row(queueId: number): Row | undefined;
  /** The queues that take calls for this user now. */
  queuesOf(user: UserRow): number[];
  standing(operator: Operator): Standing;
  /** The next pair, or null; the lines given have somebody waiting and somebody ready. */
  match(lines: QueueLine<Item, Row>[]): Match<Item, Row> | null;
  offer(match: Match<Item, Row>): void;
  /** A bound operator changed his standing. */
  standingChanged?(line: QueueLine<Item, Row>): void;
}

interface Place<Item extends Waiting, Row extends { id: number }> {
  lines: QueueLine<Item, Row>[];
  standing: Standing;
  entry: ReadyEntry | null;
}

/**
 * Brings those who wait and those who are ready together. Operators who are
 * not ready are in no list, so an event costs what it touches and no scan.
 */
export class Floor<Item extends Waiting, Row extends { id: number }> {
  private readonly lines = new Map<number, QueueLine<Item, Row>>();
  private readonly places = new Map<Operator, Place<Item, Row>>();
  private readonly resting = new Map<Operator, ClockTimer>();
  private entries = 0;
  private scheduled: ClockTimer | null = null;

  constructor(
    private readonly presence: OperatorPresence,
    private readonly clock: Clock,
    private readonly rules: FloorRules<Item, Row>,
  ) {
    presence.watch((operator) => this.refresh(operator));
    presence.onChange(({ userId, queueType, by }) => {
      const operator = by === 'operator' && queueType === rules.queueType ? presence.operator(userId) : undefined;
      if (operator) this.wakeUp(operator);
    });
  }

  line(queueId: number): QueueLine<Item, Row> | undefined {
    const known = this.lines.get(queueId);
    const row = this.rules.row(queueId);
    if (!row) return undefined;
    if (known?.row === row) return known;
    const line = known ? Object.assign(known, { row }) : new QueueLine<Item, Row>(row);
    this.lines.set(queueId, line);
    return line;
  }

  allLines(): IterableIterator<QueueLine<Item, Row>> {
    return this.lines.values();
  }

  join(line: QueueLine<Item, Row>, item: Item): void {
    line.waiting.add(item);
    this.touch(line);
  }

  /** He is not offered anything for a while, though READY: unreachable, or an unbanned decline. */
  rest(operator: Operator, ms: number): void {
    this.resting.get(operator)?.cancel();
    this.resting.set(operator, this.clock.after(ms, () => this.wakeUp(operator)));
    this.refresh(operator);
  }

  /** Bindings, skills or queues changed in the account. */
  bindingsChanged(): void {
    for (const operator of [...this.places.keys()]) {
      this.leave(operator);
      this.refresh(operator);
    }
  }

  /** Operators bound to a queue who signed in at least once. */
  *operatorsOf(queueId: number): Iterable<Operator> {
    for (const [operator, place] of this.places) {
      if (place.lines.some((line) => line.row.id === queueId)) yield operator;
    }
  }

  isReady(operator: Operator, line: QueueLine<Item, Row>): ReadyEntry | null {
    const place = this.places.get(operator);
    return place?.entry && place.lines.includes(line) ? place.entry : null;
  }

  touch(line: QueueLine<Item, Row>): void {
    line.dirty = true;
    this.scheduled ??= this.clock.after(0, () => this.distribute());
  }

  close(): void {
    this.scheduled?.cancel();
    for (const timer of this.resting.values()) timer.cancel();
    this.resting.clear();
  }

  private distribute(): void {
    this.scheduled = null;
    const dirty: QueueLine<Item, Row>[] = [];
    for (const line of this.lines.values()) {
      if (line.dirty) dirty.push(line);
      line.dirty = false;
    }
    for (;;) {
      const open = dirty.filter((line) => line.waiting.length > 0 && line.ready.length > 0);
      const match = open.length > 0 ? this.rules.match(open) : null;
      if (!match) return;
      match.line.waiting.remove(match.item);
      this.rules.offer(match);
    }
  }

  private wakeUp(operator: Operator): void {
    const timer = this.resting.get(operator);
    if (!timer) return;
    timer.cancel();
    this.resting.delete(operator);
    this.refresh(operator);
  }

  private refresh(operator: Operator): void {
    const place = this.places.get(operator) ?? this.enter(operator);
    this.restand(place, this.rules.standing(operator));
    const idleSinceMs = operator.idleSinceMs(this.rules.queueType);
    const available = this.isAvailable(operator);
    if (place.entry && (!available || place.entry.idleSinceMs !== idleSinceMs)) this.takeOut(place, place.entry);
    if (place.entry || !available) return;
    const entry = { operator, idleSinceMs, seq: (this.entries += 1) };
    place.entry = entry;
    for (const line of place.lines) {
      line.ready.add(entry);
      if (line.waiting.length > 0) this.touch(line);
    }
  }

  private isAvailable(operator: Operator): boolean {
    return operator.wires[this.rules.queueType].status === 'READY' && operator.locks === 0 && !this.resting.has(operator);
  }

  private takeOut(place: Place<Item, Row>, entry: ReadyEntry): void {
    for (const line of place.lines) line.ready.remove(entry);
    place.entry = null;
  }

  private restand(place: Place<Item, Row>, standing: Standing): void {
    if (place.standing === standing) return;
    for (const line of place.lines) {
      line.counts[place.standing] -= 1;
      line.counts[standing] += 1;
    }
    place.standing = standing;
    if (this.rules.standingChanged) for (const line of place.lines) this.rules.standingChanged(line);
  }

  private enter(operator: Operator): Place<Item, Row> {
    const lines = this.rules.queuesOf(operator.user).flatMap((queueId) => this.line(queueId) ?? []);
    const standing = this.rules.standing(operator);
    for (const line of lines) line.counts[standing] += 1;
    const place = { lines, standing, entry: null };
    this.places.set(operator, place);
    return place;
  }

  private leave(operator: Operator): void {
    const place = this.places.get(operator);
    if (!place) return;
    if (place.entry) this.takeOut(place, place.entry);
    for (const line of place.lines) line.counts[place.standing] -= 1;
    this.places.delete(operator);
  }
}
