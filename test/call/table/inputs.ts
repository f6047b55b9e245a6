import type { Happens } from '../drive';

const queue = (event: Extract<Happens, { kind: 'queue' }>['event']): Happens => ({ kind: 'queue', event });
const by = { callId: '7', operator: 'op1' } as const;
type Command = Extract<Happens, { kind: 'command' }>['command'];
const command = (asked: Command): Happens => ({ kind: 'command', command: asked });

/** One of everything that can happen to a call; legs are 0 for the first operator's, 1 for who came next, 5 for nobody's. */
export const INPUTS: readonly Happens[] = [
  { kind: 'connected' }, { kind: 'callerGone' }, { kind: 'delivered' }, { kind: 'fault' },
  ...(['greeting', 'menu', 'operatorLost', 'announcement', 'callback', 'wayOut'] as const).map((what): Happens => ({ kind: 'said', what })),
  { kind: 'advised', advice: null }, { kind: 'advised', advice: { standing: 'urgent', lastOperatorId: 12 } },
  { kind: 'advised', advice: { blocked: true } }, { kind: 'advised', advice: { blocked: false } },
  queue({ kind: 'queued' }), queue({ kind: 'waiting', position: 2, ewtMs: 301_000 }), queue({ kind: 'waiting', position: 9, ewtMs: null }),
  queue({ kind: 'offered', operator: 'op1' }), queue({ kind: 'offered', operator: 'op2', leg: 4, operatorId: 12 }),
  queue({ kind: 'offerEnded', operator: 'op1', cause: 'rejected' }), queue({ kind: 'offerEnded', operator: 'op1', cause: 'missed' }),
  queue({ kind: 'offerEnded', operator: 'op9', cause: 'rejected' }),
  queue({ kind: 'reached', operator: 'op1', leg: 0 }), queue({ kind: 'reached', operator: 'op2', leg: 1 }), queue({ kind: 'reached', operator: 'op9', leg: 5 }),
  ...(['offline', 'timeout', 'queue-full', 'queue-error'] as const).map((cause) => queue({ kind: 'unserved', cause })),
  ...[0, 1, 4, 5].map((leg): Happens => ({ kind: 'alive', leg })),
  ...[0, 1, 5].map((leg): Happens => ({ kind: 'bye', leg })),
  ...[0, 1, 5].map((leg): Happens => ({ kind: 'legGone', leg })),
  ...[486, 603, 408, 487, 480].map((code): Happens => ({ kind: 'legGone', leg: 1, code })),
  ...[0, 1].map((leg): Happens => ({ kind: 'legUp', leg })),
  { kind: 'dialled', leg: 1 }, { kind: 'dialled', leg: null },
  ...['1', '2', '#'].map((digit): Happens => ({ kind: 'digit', digit })),
  { kind: 'recording', url: 'https://records/1' }, { kind: 'messageOver', seconds: 0 }, { kind: 'messageOver', seconds: 1 },
  command({ kind: 'drop', commandId: 'c', ...by, offerId: null }), command({ kind: 'drop', commandId: 'c', ...by, offerId: '7-1' }),
  command({ kind: 'drop', commandId: 'c', ...by, offerId: '7-9' }), command({ kind: 'drop', commandId: 'c', ...by, operator: 'op2', offerId: null }),
  command({ kind: 'takeOut', commandId: 'c', callId: '7', by: 'boss' }), command({ kind: 'unknown', commandId: 'c' }),
  command({ kind: 'transfer', commandId: 'c', ...by, mode: 'consult', to: { operator: 'op2' } }),
  command({ kind: 'transfer', commandId: 'c', ...by, mode: 'blind', to: { number: '+74957654321' } }),
  command({ kind: 'transfer', commandId: 'c', ...by, mode: 'blind', to: { operator: 'op1' } }),
  command({ kind: 'transfer', commandId: 'c', ...by, operator: 'op2', mode: 'blind', to: { operator: 'op3' } }),
  command({ kind: 'transferEnd', commandId: 'c', ...by, action: 'complete' }), command({ kind: 'transferEnd', commandId: 'c', ...by, action: 'back' }),
  command({ kind: 'transferEnd', commandId: 'c', ...by, operator: 'op2', action: 'back' }),
];
