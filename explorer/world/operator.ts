import type { CallSettings } from '../../contracts/call-settings';
import type { Me } from '../../contracts/desk-api';
import type { UserRow } from '../../emulator/account/objects';
import type { Cloud } from '../../emulator/cloud';
import type { Device } from '../../emulator/platform/lines';
import {
  allChecks, fromStored, toStored, type DeskEffect, type DraftNote, type Effect, type PageState, type StoredItem,
} from '../../operator/state';
import { EXPLORED_TIMES } from '../times';
import { Digest } from './digest';
import { ExploredPage, type PageHappening } from './page';
import { LineToCloud } from './line-to-cloud';
import type { ExploredDesk } from './desk';
import type { MachineClock } from './machine-clock';
import type { Schedule } from './schedule';

/** One way between page and desk. */
const DESK_MS = 15;
/** What one message of a page may be late on a bad line. */
const LATE_MS = 2_500;
const STORE_MS = 3;
const CHECKS_MS = 10;

export interface OperatorParts {
  name: string;
  user: UserRow;
  cloud: Cloud;
  schedule: Schedule;
  clock: MachineClock;
  desk: ExploredDesk;
  settings: CallSettings;
  changed(operator: ExploredOperator, before: PageState, after: PageState): void;
}

/** A person with a browser: pages come and go, what the browser stored stays. */
export class ExploredOperator {
  readonly name: string;
  page: ExploredPage | null = null;
  phone: LineToCloud | null = null;
  goneSinceMs: number | null = null;
  /** The next message to the desk takes longer than those after it. */
  nextIsLate = false;
  /** Legs that began to ring where the page could not yet know that it is free, or say that it is not. */
  private readonly rangUnawares = new Set<string>();
  private pages = 0;
  private readonly drafts = new Map<string, DraftNote>();
  private readonly outbox = new Map<string, StoredItem>();

  constructor(readonly parts: OperatorParts) {
    this.name = parts.name;
  }

  get clock(): MachineClock {
    return this.parts.clock;
  }

  get state(): PageState | null {
    return this.page?.state ?? null;
  }

  get isAsleep(): boolean {
    return this.page?.isAsleep === true;
  }

  /** Nobody hears of what happens, for now. */
  get isOutOfReach(): boolean {
    return this.isAsleep || this.phone?.isCutNow === true;
  }

  open(): void {
    const page = this.newPage();
    page.send({ type: 'desk.profile', me: profileOf(this.name, this.parts.settings) });
    if (this.parts.desk.isUp) page.send({ type: 'desk.up' });
    page.send({ type: 'store.loaded', drafts: [...this.drafts.values()], outbox: fromStored([...this.outbox.values()], this.clock) });
  }

  /** Has a page that stands like this, as after `open` and what followed. */
  resume(state: PageState, device: Device): void {
    this.newPage(state);
    this.phone?.adopt(device);
  }

  private newPage(state?: PageState): ExploredPage {
    const { schedule, cloud, user, settings } = this.parts;
    this.pages += 1;
    this.goneSinceMs = null;
    const page = new ExploredPage({
      pageId: `${this.name}-page${this.pages}`,
      clocks: this.clock,
      schedule,
      perform: (effect) => this.perform(page, effect),
      changed: (before, after) => this.parts.changed(this, before, after),
    }, state);
    this.page = page;
    this.phone = new LineToCloud({
      cloud, schedule, user, queueType: settings.queue.engine, send: (happening) => page.send(happening),
      rang: (legId) => {
        if (this.phone?.isCutNow || (page.isAsleep && page.state.offer)) this.rangUnawares.add(legId);
      },
    });
    return page;
  }

  /** Closed or crashed, without a word to anybody. */
  close(): void {
    this.page?.close();
    this.phone?.vanish();
    this.page = null;
    this.phone = null;
    this.goneSinceMs = this.parts.schedule.now();
    this.parts.desk.presence(this.name, false);
  }

  /** True where the ring came while the page did not hear: during a cut, or in its sleep over an offer before. */
  wasUnawareOf(legId: string): boolean {
    return this.rangUnawares.has(legId);
  }

  /** All that its future depends on, as plain data. */
  snapshot(): unknown {
    const { state, page, phone, goneSinceMs, nextIsLate, pages, drafts, outbox, rangUnawares } = this;
    return [this.clock.snapshot(), state && digestOf(state), page?.isAsleep, page?.unheard, phone?.snapshot(), goneSinceMs, nextIsLate, pages, [...drafts], [...outbox], [...rangUnawares]];
  }

  sendLate(): void {
    this.nextIsLate = true;
  }

  user(happening: PageHappening): void {
    this.page?.send(happening);
  }

  private perform(page: ExploredPage, effect: Effect): void {
    const { schedule } = this.parts;
    const soon = (delayMs: number, happening: PageHappening) =>
      void schedule.after(delayMs, [page.state.pageId, happening], () => page.send(happening));
    if (effect.type.startsWith('phone.')) return this.phone?.perform(effect as Parameters<LineToCloud['perform']>[0]);
    if (effect.type.startsWith('desk.')) return this.toDesk(page, effect as DeskEffect);
    switch (effect.type) {
      case 'store.draft': return void this.drafts.set(effect.draft.callId, effect.draft);
      case 'store.dropDraft': return void this.drafts.delete(effect.callId);
      case 'store.save':
        this.outbox.set(effect.item.saveId, toStored(effect.item, this.clock));
        return soon(STORE_MS, { type: 'store.saved', saveId: effect.item.saveId, ok: true });
      case 'store.forget': return void this.outbox.delete(effect.saveId);
      case 'checks.run': return soon(CHECKS_MS, { type: 'checks.done', results: allChecks('ok') });
      case 'window.open': return page.send({ type: 'window.opened', windowId: effect.windowId, ok: true });
      default: return;
    }
  }

  /** Lost where the desk is down, on the way there or back. */
  private toDesk(page: ExploredPage, effect: DeskEffect): void {
    const { schedule, desk } = this.parts;
    const { pageId } = page.state;
    const answer = (happening: PageHappening) => void schedule.after(DESK_MS, [pageId, 'desk', happening], () => {
      if (desk.isUp) page.send(happening);
    });
    const delayMs = this.nextIsLate ? LATE_MS : DESK_MS;
    this.nextIsLate = false;
    schedule.after(delayMs, [pageId, effect], () => {
      if (desk.isUp) this.atDesk(page, effect, answer);
      else if (effect.type === 'desk.deliver') {
        page.send({ type: 'desk.delivered', saveId: effect.item.saveId, ok: false, jitter: 0.5 });
      }
    });
  }

  private atDesk(page: ExploredPage, effect: DeskEffect, answer: (happening: PageHappening) => void): void {
    const { desk, schedule } = this.parts;
    const { name } = this;
    const atMs = schedule.now();
    const lease = (callId: string, action: Parameters<ExploredDesk['wrapUp']>[2]) =>
      answer({ type: 'desk.wrapUp', wrapUp: desk.wrapUp(name, callId, action), number: null });
    switch (effect.type) {
      case 'desk.leadership':
        return answer({ type: 'desk.leadership', leadership: desk.leadership(name, page.state.pageId, effect.action) });
      case 'desk.askCurrent': {
        const wrapUp = desk.openWrapUpOf(name);
        return wrapUp ? answer({ type: 'desk.wrapUp', wrapUp, number: null }) : undefined;
      }
      case 'desk.presence': return desk.presence(name, effect.presence === 'ready');
      case 'desk.report': return effect.report.kind === 'rejected-pass' ? desk.passed(name, effect.callId) : undefined;
      case 'desk.drop': {
        const { commandId, callId, offerId } = effect;
        return desk.command({ kind: 'drop', commandId, callId, offerId, operator: name }, (outcome) =>
          answer({ type: 'desk.commandResult', outcome }));
      }
      case 'desk.openWrapUp': return lease(effect.callId, { kind: 'open', atMs });
      case 'desk.extendWrapUp': return lease(effect.callId, { kind: 'extend', atMs });
      case 'desk.deliver': {
        const { saveId, callId, kind } = effect.item;
        desk.wrapUp(name, callId, { kind: 'close', by: kind, atMs });
        return answer({ type: 'desk.delivered', saveId, ok: true, jitter: 0.5 });
      }
      case 'desk.lookUp': {
        const number = { raw: effect.number, e164: null, display: effect.number };
        return answer({ type: 'desk.lookedUp', callId: effect.callId, asked: effect.asked, answer: { state: 'none', number } });
      }
      default: return;
    }
  }
}

/** States are never changed, and most go through many worlds. */
const DIGESTS = new WeakMap<PageState, string>();

function digestOf(state: PageState): string {
  const known = DIGESTS.get(state);
  if (known !== undefined) return known;
  const digest = new Digest().add(JSON.stringify(state)).value;
  DIGESTS.set(state, digest);
  return digest;
}

function profileOf(operator: string, { queue, franchise }: CallSettings): Me {
  const { rejectHoldoutMs, missesInRow, banLiftSeconds, graceSeconds } = EXPLORED_TIMES;
  return {
    operator,
    displayName: operator,
    supervisor: false,
    franchise: { name: franchise, title: franchise, region: 'RU', timeZone: 'Europe/Moscow' },
    voximplant: {
      login: operator, node: 'NODE_1', queueType: queue.engine === 'acd' ? 'ACD' : 'SmartQueue', serverIp: null,
    },
    intake: {
      rejectDefault: 'pass', rejectHoldoutMs, ringMs: queue.ringSeconds * 1_000, missesInRow, banLiftMs: banLiftSeconds * 1_000,
      wrapUp: { limitMs: null, warnMs: 0, onLimit: 'off' }, graceMs: graceSeconds * 1_000,
    },
    customers: { source: 'own', creationUrl: null },
  };
}
