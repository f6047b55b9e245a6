import type { CommandOutcome } from '../../contracts/desk-api';
import type { DeskToPage } from '../../contracts/desk-live';
import type { Clock } from '../clock';
import type { DeskConfig } from '../config';
import type { Database } from '../database/port';
import type { InHand } from '../in-hand';
import type { CommandWaiters } from '../journal/command-waiters';
import type { Lists } from '../journal/lists';
import { viewLeadership } from '../lease/leadership';
import { viewWrapUp } from '../lease/wrap-up';
import type { Leaderships } from '../sign-in/leadership';
import type { Sessions } from '../sign-in/sessions';
import { openWrapUp, readWrapUp, wrapUpRules } from '../wrap-up/store';
import { liveTransfersWith, readTransfer, viewTransfer } from '../transfer/store';
import type { BusMessage } from './bus';
import { closeSignedOut, type Hub, type LivePage } from './hub';
import { together } from './together';
import type { CallsWindows, Passed } from './window';

export interface RelayParts {
  db: Database; clock: Clock; config: DeskConfig; hub: Hub; lists: Lists; leaderships: Leaderships; waiters: CommandWaiters;
  sessions: Sessions; callsWindows: CallsWindows; inHand: InHand;
}

export interface Relay {
  hear: (said: BusMessage) => Promise<void>;
  welcome: (page: LivePage) => Promise<void>;
  stop: () => void;
}

/** News of calls or of the team go to all pages of a franchise: in a rush they are told this often, all together. */
const TOGETHER_MS = 500;
const MESSAGES_A_FRAME = 20;

/** What all pages of a franchise are to hear. */
interface News {
  franchise: string;
  calls: readonly string[];
  /** What changed beside calls. */
  lists: readonly ('team' | 'callbacks')[];
}

/** Turns what the desks tell each other into what pages hear, each page within its own franchise. */
export function createRelay(parts: RelayParts): Relay {
  const { hub, db, clock, config, inHand } = parts;
  const forAll = together<News>({ clock, everyMs: TOGETHER_MS, unawaited: (work) => inHand.add(work), work: (news) => tellAll(parts, news), keyOf: ({ franchise }) => franchise, merge });
  return {
    async hear(said) {
      if (said.kind === 'commandResult') parts.waiters.wake(said.commandId);
      if (said.kind === 'call') return forAll.ask({ franchise: said.franchise, calls: [said.callId], lists: [] });
      if (said.kind === 'team' || said.kind === 'callbacks') return forAll.ask({ franchise: said.franchise, calls: [], lists: [said.kind] });
      // Heard also where none of the pages is here yet.
      const passed = said.kind === 'window' ? parts.callsWindows.hear(said) : undefined;
      const pages = hub.ofOperator(said);
      if (pages.length === 0) return;
      switch (said.kind) {
        case 'leadership': {
          const lease = await parts.leaderships.read(said);
          return pages.forEach((page) => page.send({ type: 'leadership', leadership: viewLeadership(lease, page.pageId, clock.now()) }));
        }
        case 'window':
          return passed && passOn(parts, passed, pages);
        case 'signedOut':
          return closeSignedOut(pages, parts.sessions);
        case 'holdoutOver':
          return pages.forEach(tell({ type: 'holdoutOver', callId: said.callId, why: said.why }));
        case 'saved':
          return pages.forEach(tell({ type: 'saved', callId: said.callId, saveId: said.saveId, customerId: said.customerId ?? null }));
        case 'transfer': {
          const lease = await readTransfer(db, said);
          return lease && pages.forEach(tell({ type: 'transfer', transfer: viewTransfer(lease, clock.now(), config) }));
        }
        case 'commandResult':
          return tellResult(parts, said, pages);
        case 'wrapUp':
        case 'wrapUpWarning': {
          const wrapUp = viewWrapUp(await readWrapUp(db, said), clock.now(), wrapUpRules(config, said.franchise));
          const warning = { type: 'wrapUpWarning', callId: said.callId, limitInMs: wrapUp.limitInMs ?? 0 } as const;
          return pages.forEach(tell(said.kind === 'wrapUp' ? { type: 'wrapUp', wrapUp } : warning));
        }
      }
    },
    async welcome(page) {
      const { scope, pageId } = page;
      const [lease, open, transfers] = await Promise.all([
        parts.leaderships.read(scope), openWrapUp(db, scope), liveTransfersWith(db, scope)]);
      const leadership = viewLeadership(lease, pageId, clock.now());
      page.send({
        type: 'welcome',
        deskMs: clock.now(),
        leadership,
        wrapUp: open ? viewWrapUp(open, clock.now(), wrapUpRules(config, scope.franchise)) : null,
      });
      const shown = parts.callsWindows.shown(scope, leadership.leader ?? null);
      if (shown && !leadership.leads) page.send({ type: 'screen', ...shown });
      for (const lease of transfers) page.send({ type: 'transfer', transfer: viewTransfer(lease, clock.now(), config) });
    },
    stop: () => forAll.stop(),
  };
}

/** The screen of the calls window to the operator's other pages, and their clicks to it. */
async function passOn({ leaderships, callsWindows }: RelayParts, passed: Passed, pages: readonly LivePage[]): Promise<void> {
  const [first] = pages;
  if (!first) return;
  const { pageId: leader } = await leaderships.read(first.scope);
  const [window, others] = [pages.filter(({ pageId }) => pageId === leader), pages.filter(({ pageId }) => pageId !== leader)];
  if ('acts' in passed) return window.forEach(tell({ type: 'acts', acts: passed.acts }));
  const shown = callsWindows.shown(first.scope, leader);
  if (shown) others.forEach(tell({ type: 'screen', ...shown }));
}

function tell(message: DeskToPage): (page: LivePage) => void {
  return (page) => page.send(message);
}

function merge(earlier: News, later: News): News {
  return {
    franchise: later.franchise,
    calls: [...new Set([...earlier.calls, ...later.calls])],
    lists: [...new Set([...earlier.lists, ...later.lists])],
  };
}

async function tellAll({ hub, lists }: RelayParts, news: News): Promise<void> {
  const pages = hub.ofFranchise(news.franchise);
  const [first] = pages;
  if (!first) return;
  // One frame for all of them: a supervisor's page asks for what only supervisors see.
  const calls = news.calls.length === 0 ? [] : await lists.summaries({ ...first.scope, supervisor: false }, news.calls);
  const messages: DeskToPage[] = [...calls.map((call) => ({ type: 'call' as const, call })), ...news.lists.map((type) => ({ type }))];
  for (let from = 0; from < messages.length; from += MESSAGES_A_FRAME) {
    const some = messages.slice(from, from + MESSAGES_A_FRAME);
    pages.forEach((page) => page.sendAll(some));
  }
}

async function tellResult(
  { db }: RelayParts, said: BusMessage & { kind: 'commandResult' }, pages: readonly LivePage[],
): Promise<void> {
  const [row] = await db.query<{ applied: boolean | null; why: CommandOutcome['why'] | null }>(
    'select applied, why from commands where franchise = $1 and command_id = $2', [said.franchise, said.commandId]);
  if (!row || row.applied === null) return;
  const outcome: CommandOutcome = { commandId: said.commandId, applied: row.applied, why: row.why ?? 'applied' };
  pages.forEach(tell({ type: 'commandResult', callId: said.callId, outcome }));
}
