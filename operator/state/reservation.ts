import type { TransferView } from '../../contracts/desk-callers';
import { desiredStatusOf } from './desired-status';
import { onHandOver } from './hand-over';
import type { PageState, Reservation } from './model';
import { go, type Outcome } from './outcome';

/** A word of the desk on a transfer: to who gives the caller, or to the colleague who is to get him. */
export function onTransfer(state: PageState, view: TransferView): Outcome {
  const isMine = 'operator' in view.to && view.to.operator === state.profile?.operator;
  return isMine && view.by !== state.profile?.operator ? onReservation(state, view) : onHandOver(state, view);
}

/** Once the platform has confirmed that no calls come, the desk is told that this operator is kept free. */
export function onReservationTick(state: PageState): Outcome {
  const { reservation, sync, nowMs } = state;
  if (!reservation) return go(state);
  if (nowMs >= reservation.untilMs) return go({ ...state, reservation: null });
  const left = sync.platform === 'ONLINE' && sync.pending === null;
  if (reservation.confirmed || !left) return go(state);
  return go({ ...state, reservation: { ...reservation, confirmed: true } }, act(reservation, 'confirm'));
}

/** A caller of the queue was quicker, or this page can take nobody any more. */
export function giveUpReservation(state: PageState): Outcome {
  const { reservation } = state;
  if (!reservation) return go(state);
  const free = { ...state, reservation: null };
  return reservation.confirmed ? go(free) : go(free, act(reservation, 'refuse'));
}

function onReservation(state: PageState, view: TransferView): Outcome {
  const { transferId, callId, byName } = view;
  const untilMs = state.nowMs + (view.endsInMs ?? 0);
  if (view.state === 'reserving') {
    if (state.reservation?.transferId === transferId) return go(state);
    const reservation: Reservation = { transferId, callId, byName, mode: view.mode, untilMs, confirmed: false };
    return desiredStatusOf(state) === 'READY' && state.phone.link === 'up' && state.sync.platform === 'READY'
      ? go({ ...state, reservation })
      : go(state, act(reservation, 'refuse'));
  }
  const over = view.state === 'failed' || view.state === 'returned' || view.state === 'done';
  const next = over && state.talk?.from?.transferId === transferId && view.state === 'done'
    ? { ...state, talk: { ...state.talk, from: null } }
    : state;
  if (next.reservation?.transferId !== transferId) return go(next);
  return go({ ...next, reservation: over ? null : { ...next.reservation, untilMs } });
}

function act({ callId, transferId }: Reservation, action: 'confirm' | 'refuse') {
  return { type: 'desk.transferAct' as const, callId, transferId, action };
}
