import type { DeskToPage } from '../../contracts/desk-live';
import { connectionLine, type PageState } from '../state';
import type { VoxCall, VoxCustomer, VoxIncomingEvents } from './vox-incoming';

export type HostEvent = { [K in keyof VoxIncomingEvents]: { name: K; detail: VoxIncomingEvents[K] } }[keyof VoxIncomingEvents];

/** What the page around the element hears of a change, in the order in which it happened. */
export function hostEvents(before: PageState, after: PageState): HostEvent[] {
  // What the calls window has shown for long is no news, though this page has only now been opened.
  if (before.window.follows !== after.window.follows) return line(before, after);
  return [...ended(before, after), ...saved(before, after), ...rung(before, after), ...customer(before, after), ...answered(before, after), ...line(before, after)];
}

interface Leg { callId: string; journalled: boolean; number: string; out?: boolean }

function callOf({ callId, journalled, number, out = false }: Leg): VoxCall {
  return { callId: journalled ? callId : null, number, direction: out ? 'out' : 'in' };
}

function ended(before: PageState, after: PageState): HostEvent[] {
  const legs = [after.offer?.legId, after.talk?.legId];
  const { offer, talk } = before;
  return [
    ...(offer && !legs.includes(offer.legId) ? [{ name: 'vox-ended' as const, detail: { ...callOf(offer), answered: false, talkedMs: 0 } }] : []),
    ...(talk && !legs.includes(talk.legId)
      ? [{ name: 'vox-ended' as const, detail: { ...callOf(talk), answered: talk.audio, talkedMs: talk.audio ? after.nowMs - talk.sinceMs : 0 } }]
      : []),
  ];
}

/** Confirmed by the desk: out of the outbox, or, where the browser could not keep it, at once. */
function saved({ outbox, wrapUp, window }: PageState, after: PageState): HostEvent[] {
  // The desk tells it: see `savedElsewhere`.
  if (window.follows) return [];
  const direct = wrapUp?.phase === 'saving' && after.wrapUp === null ? wrapUp.saving : null;
  return [...outbox, ...(direct ? [direct] : [])]
    .filter(({ kind, saveId }) => kind === 'save' && !after.outbox.some((item) => item.saveId === saveId))
    .map(({ callId, customerId }) => ({ name: 'vox-saved', detail: { callId, customerId } }));
}

function rung({ offer }: PageState, after: PageState): HostEvent[] {
  return after.offer && after.offer.legId !== offer?.legId ? [{ name: 'vox-ringing', detail: callOf(after.offer) }] : [];
}

function answered({ talk }: PageState, after: PageState): HostEvent[] {
  const hadSound = talk !== null && talk.legId === after.talk?.legId && talk.audio;
  return after.talk?.audio && !hadSound ? [{ name: 'vox-answered', detail: callOf(after.talk) }] : [];
}

function customer({ card }: PageState, { card: now, talk }: PageState): HostEvent[] {
  const chosenId = card?.callId === now?.callId ? card?.chosenId ?? null : null;
  if (!now || now.chosenId === chosenId) return [];
  const { callId, journalled, number } = now;
  return [{ name: 'vox-customer', detail: { ...callOf({ callId, journalled, number, out: talk?.out === true }), customer: chosenOf(now) } }];
}

function chosenOf({ chosenId, customers }: NonNullable<PageState['card']>): VoxCustomer | null {
  if (chosenId === null) return null;
  const known = customers.find(({ id }) => id === chosenId);
  return { id: chosenId, name: known?.name ?? '', pageUrl: known?.pageUrl ?? null };
}

function line(before: PageState, after: PageState): HostEvent[] {
  const [was, is] = [connectionLine(before).line, connectionLine(after).line];
  return was === is ? [] : [{ name: 'vox-state', detail: { state: is, before: was } }];
}

/** Where another page saves, the desk's message is the news. */
export function savedElsewhere({ window }: PageState, message: DeskToPage): HostEvent[] {
  if (message.type !== 'saved' || !window.follows) return [];
  return [{ name: 'vox-saved', detail: { callId: message.callId, customerId: message.customerId ?? null } }];
}
