import { LEG_HEADERS } from '../../contracts/desk-commands';
import type { CallEffect } from '../call/effect';
import { callerId, enqueue, leaveQueue, legHeaders } from './enqueue';
import { attempt } from './guard';
import type { Hands } from './hands';
import { recordMessage } from './message';

/** Does one thing that the machine wants done. */
export function perform(hands: Hands, effect: CallEffect): void {
  const { wiring, legs, sound, session } = hands;
  const { caller, log } = wiring;
  switch (effect.do) {
    case 'answer':
      return onCaller(hands, effect, () => caller.answer());
    case 'refuse':
      return onCaller(hands, effect, () => caller.reject(effect.code));
    case 'listenForDigits':
      return onCaller(hands, effect, () => caller.handleTones(true));
    case 'record':
      return onCaller(hands, effect, () => caller.record({ hd_audio: true, stereo: true }));
    case 'hangUpCaller':
      return onCaller(hands, effect, () => caller.hangup());
    case 'say':
      return sound.say(effect.what, effect.prompt);
    case 'music':
      return sound.music();
    case 'quiet':
      return sound.quiet();
    case 'enqueue':
      return enqueue(hands, effect);
    case 'askPosition':
      attempt(log, effect.do, () => hands.request?.askPosition());
      return;
    case 'leaveQueue':
      return leaveQueue(hands);
    case 'callNumber':
      return callNumber(hands, effect);
    case 'callOperator':
      return callOperator(hands, effect);
    case 'bridge':
      return bridge(hands, effect.leg);
    case 'part':
      return part(hands, effect.leg);
    case 'join':
      return join(hands, effect.leg, effect.other);
    case 'hangUpLeg':
      return legs.hangUp(effect.leg);
    case 'recordMessage':
      return leaveMessage(hands);
    case 'stopMessage':
      attempt(log, effect.do, hands.stopMessage);
      return;
    case 'tell':
      return session.tell(effect.event);
    case 'deliver':
      return session.deliver();
    case 'terminate':
      return session.terminate();
  }
}

function onCaller({ callerGone, wiring }: Hands, effect: CallEffect, fn: () => void): void {
  if (!callerGone) attempt(wiring.log, effect.do, fn);
}

/** A leg that cannot be bridged has died; that it did is told like any other end of a leg. */
function bridge({ wiring, legs, post }: Hands, number: number): void {
  const leg = legs.byNumber(number);
  const { caller, log } = wiring;
  const bridged = leg !== undefined && attempt(log, 'bridging', () => VoxEngine.sendMediaBetween(caller, leg));
  if (!bridged) post({ kind: 'legGone', leg: number });
}

function part({ wiring, legs }: Hands, number: number): void {
  const leg = legs.byNumber(number);
  const { caller, log } = wiring;
  if (leg) attempt(log, 'parting', () => VoxEngine.stopMediaBetween(caller, leg));
}

/** Two legs that are not the caller's. */
function join({ wiring, legs, post }: Hands, number: number, other: number): void {
  const [one, two] = [legs.byNumber(number), legs.byNumber(other)];
  const joined = one && two && attempt(wiring.log, 'joining', () => VoxEngine.sendMediaBetween(one, two));
  if (!joined) post({ kind: 'legGone', leg: other });
}

/** Networks want digits, and refuse a caller id that is not a number of ours. */
function callNumber(hands: Hands, { number, from }: { number: string; from: string }): void {
  dial(hands, () => VoxEngine.callPSTN(number.replace('+', ''), from.replace('+', '')));
}

function callOperator(hands: Hands, { operator, offerId, transfer }: Extract<CallEffect, { do: 'callOperator' }>): void {
  const extraHeaders = { ...legHeaders(hands), [LEG_HEADERS.offer]: offerId, [LEG_HEADERS.transfer]: transfer };
  dial(hands, () => VoxEngine.callUser({ username: operator, callerid: callerId(hands), extraHeaders }));
}

function dial({ wiring, legs, post }: Hands, call: () => Call): void {
  let leg: number | null = null;
  attempt(wiring.log, 'calling', () => {
    leg = legs.numberOf(call());
  });
  post({ kind: 'dialled', leg });
}

function leaveMessage(hands: Hands): void {
  const { wiring, post } = hands;
  const over = (seconds: number) => post({ kind: 'messageOver', seconds });
  const recording = (url: string) => post({ kind: 'recording', url });
  const begun = attempt(wiring.log, 'recording a message', () => {
    hands.stopMessage = recordMessage(wiring.caller, { recording, over }, wiring.guard);
  });
  if (!begun) over(0);
}
