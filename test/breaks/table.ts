import type { QueueEngineName } from '../../contracts/call-events';

/** One promise broken by hand, in one line, where it is kept. */
export interface Break {
  /** The requirement whose journeys must fail, or what else is promised; their names begin with it. */
  requirement: `R${number}` | 'transfer' | 'call out' | 'last operator' | 'skills' | 'callback' | 'closed' | 'VIP' | 'recording';
  /** What is wrong then. */
  says: string;
  file: string;
  /** A line of the file, without its indentation; it is there exactly once. */
  line: string;
  instead: string;
  /** The file under test/journeys/ that notices. */
  journey: string;
  /** Left out: it must be noticed on both; empty: no queue is in it. */
  engines?: readonly QueueEngineName[];
}

const OPERATOR = 'scripts/dial/scripted-operator.ts';
const FLOOR = 'emulator/platform/queues/floor.ts';

export const BREAKS: readonly Break[] = [
  {
    requirement: 'R1', says: 'a decline gives the caller up instead of going on', journey: 'reject.test.ts',
    file: 'scenarios/call/wait.ts',
    line: 'return first([offerEnded(state.offer, cause)], backToWaiting({ ...state.facts, onlyDeclined }));',
    instead: "return first([offerEnded(state.offer, cause)], giveUp({ ...state.facts, onlyDeclined }, 'timeout'));",
  },
  {
    requirement: 'R1', says: 'the hold-out is over with the first offer to somebody else', journey: 'reject.test.ts',
    file: 'scripts/dial/hold-outs.ts', engines: ['acd'],
    line: 'return !one.wasEmpty && one.eligible.size === 0;',
    instead: 'return true;',
  },
  {
    requirement: 'R2', says: 'whoever rejected is not held out', journey: 'reject.test.ts',
    file: OPERATOR,
    line: 'this.holdouts.set(callId, this.parts.clock.after(this.parts.times.holdoutMs, over));',
    instead: 'this.holdouts.set(callId, this.parts.clock.after(0, over));',
  },
  {
    requirement: 'R3', says: 'a drop is confirmed and does nothing', journey: 'reject.test.ts',
    file: 'scenarios/call/command.ts',
    line: "return quit(state, { reason: 'dropped', detail, by: 'operator' });",
    instead: 'return [{ ...state }, detail ? [] : []];',
  },
  {
    requirement: 'R3', says: 'the ban of an interrupted ring stays', journey: 'reject.test.ts',
    file: 'scripts/dial/status-keeper.ts',
    line: "return target === 'READY' && this.status === 'BANNED' ? 'ONLINE' : target;",
    instead: 'return target;',
  },
  {
    requirement: 'R5', says: 'patience has no end', journey: 'ends.test.ts',
    file: 'scenarios/call/wait.ts',
    line: "if (facts.nowMs >= state.untilMs) return giveUp(facts, 'timeout');",
    instead: 'if (facts.nowMs >= state.untilMs) return [{ ...state, untilMs: facts.nowMs + 60_000 }, []];',
  },
  {
    requirement: 'R8', says: 'a caller who leaves is not noticed', journey: 'hang-up.test.ts',
    file: 'scenarios/call/anywhere.ts',
    line: 'return callerGone(state);',
    instead: 'return [state, []];',
  },
  {
    requirement: 'R8', says: 'the operator’s leg stays up when the caller leaves', journey: 'hang-up.test.ts',
    file: 'scenarios/call/let-go.ts',
    line: "return [{ do: 'hangUpLeg', leg: state.leg }, { do: 'leaveQueue' }];",
    instead: "return [{ do: 'leaveQueue' }];",
  },
  {
    requirement: 'R8', says: 'the request lives on when the caller leaves in mid-ring', journey: 'hang-up.test.ts',
    file: 'scenarios/call/let-go.ts', engines: ['acd'],
    line: "return [{ do: 'leaveQueue' }, offerEnded(state.offer, cause)];",
    instead: 'return [offerEnded(state.offer, cause)];',
  },
  {
    requirement: 'R10', says: 'an operator without a sign of life is bridged', journey: 'lost-operator.test.ts',
    file: 'scenarios/call/talk.ts',
    line: "return first(told, taken.alive ? bridge(state) : [state, [{ do: 'music' }]]);",
    instead: 'return first(told, bridge(state));',
  },
  {
    requirement: 'R10', says: 'silence in the talk is taken for its end', journey: 'lost-operator.test.ts',
    file: 'scenarios/call/talk.ts',
    line: 'const over = () => (state.bye ? completed(state) : lost(state, nowMs - state.sinceMs));',
    instead: 'const over = () => completed(state);',
  },
  {
    requirement: 'R10', says: 'a lost caller goes to the end of the line', journey: 'lost-operator.test.ts',
    file: 'scenarios/call/talk.ts',
    line: "const higher = standing === 'urgent' ? standing : 'returning';",
    instead: 'const higher = standing;',
  },
  {
    requirement: 'R10', says: 'a lost caller is not told', journey: 'lost-operator.test.ts',
    file: 'scenarios/call/talk.ts',
    line: "const [told, sound] = prompt ? speak(facts, 'operatorLost', prompt) : [facts];",
    instead: "const [told, sound] = prompt && !facts ? speak(facts, 'operatorLost', prompt) : [facts];",
  },
  {
    requirement: 'R11', says: 'the platform offers to an operator who rings or talks', journey: 'wrap-up.test.ts',
    file: FLOOR,
    line: "return operator.wires[this.rules.queueType].status === 'READY' && operator.locks === 0 && !this.resting.has(operator);",
    instead: 'return operator.devices.length > 0 && !this.resting.has(operator);',
  },
  {
    requirement: 'R12', says: 'an operator in wrap-up asks for calls', journey: 'wrap-up.test.ts',
    file: OPERATOR,
    line: "if (this.wrapUp) return 'AFTER_SERVICE';",
    instead: '',
  },
  {
    requirement: 'R12', says: 'the platform offers whatever the status is', journey: 'wrap-up.test.ts',
    file: FLOOR,
    line: "return operator.wires[this.rules.queueType].status === 'READY' && operator.locks === 0 && !this.resting.has(operator);",
    instead: 'return operator.devices.length > 0 && operator.locks === 0 && !this.resting.has(operator);',
  },
  {
    requirement: 'R13', says: 'all wrap-ups end at the ticks of one clock', journey: 'wrap-up.test.ts',
    file: OPERATOR,
    line: 'this.parts.clock.after(this.parts.times.wrapUpMs, () => {',
    instead: 'this.parts.clock.after(this.parts.times.wrapUpMs - (this.parts.clock.now() % this.parts.times.wrapUpMs), () => {',
  },
  {
    requirement: 'R14', says: 'a talk that the platform cuts leads into no wrap-up', journey: 'wrap-up.test.ts',
    file: OPERATOR,
    line: 'if (this.talk?.line === line) this.talkOver(this.talk);',
    instead: 'if (this.talk?.line === line && end.code === 200) this.talkOver(this.talk);',
  },
  {
    requirement: 'R42', says: 'the caller’s leg going after the end ends the call again', journey: 'ends.test.ts',
    file: 'scenarios/call/end.ts',
    line: 'return leaveWhenDone({ ...state, callerGone: true });',
    instead: 'return finish(state.facts, state.outcome, true);',
  },
  {
    requirement: 'R42', says: 'who hung up is not looked at', journey: 'ends.test.ts',
    file: 'scenarios/call/anywhere.ts',
    line: "if (HAS_TALKED.has(state.at)) return quit(state, { reason: 'completed', detail: 'talk', by: 'caller' }, true);",
    instead: "if (HAS_TALKED.has(state.at)) return quit(state, { reason: 'completed', detail: 'talk', by: 'operator' }, true);",
  },
  {
    requirement: 'transfer', says: 'the caller waits for the colleague in silence', journey: 'transfer.test.ts',
    file: 'scenarios/call/transfer.ts',
    line: "return [bounded(next), [{ do: 'part', leg }, { do: 'music' }, tell({ kind: 'transferring', operator, to, mode }), ...offered, call]];",
    instead: "return [bounded(next), [{ do: 'part', leg }, tell({ kind: 'transferring', operator, to, mode }), ...offered, call]];",
  },
  {
    requirement: 'transfer', says: 'a colleague who does not answer keeps the caller from his operator', journey: 'transfer.test.ts',
    file: 'scenarios/call/transfer.ts',
    line: 'const ringUntilMs = facts.nowMs + TRANSFER_RING_MS;',
    instead: 'const ringUntilMs = facts.nowMs + TRANSFER_RING_MS + 60_000;',
  },
  {
    requirement: 'transfer', says: 'the caller goes back to an operator who has left', journey: 'transfer.test.ts',
    file: 'scenarios/call/transfer.ts',
    line: "return [{ ...state, giver: null, untilMs: ringUntilMs }, giver ? [{ do: 'hangUpLeg', leg: giver.leg }] : []];",
    instead: "return [{ ...state, untilMs: ringUntilMs }, giver ? [{ do: 'hangUpLeg', leg: giver.leg }] : []];",
  },
  {
    requirement: 'transfer', says: 'the word with the colleague never ends in his having the caller', journey: 'transfer.test.ts',
    file: 'scenarios/call/transfer.ts',
    line: "return action === 'complete' && state.at === 'consulting' ? handOver(state) : failed(state, 'taken-back');",
    instead: "return failed(state, action === 'complete' ? 'taken-back' : 'left');",
  },
  {
    requirement: 'call out', says: 'a ticket that the desk never signed is good', journey: 'outbound.test.ts', engines: [],
    file: 'scenarios/effects/ticket.ts',
    line: 'if (!verdict.ok) return verdict.why;',
    instead: "if (!verdict.ok && verdict.body === '') return verdict.why;",
  },
  {
    requirement: 'call out', says: 'a ticket lasts for ever', journey: 'outbound.test.ts', engines: [],
    file: 'contracts/signature.ts',
    line: "if (!(Math.abs(check.nowMs - sentMs) <= SIGNATURE_WINDOW_MS)) return { ok: false, why: 'stale' };",
    instead: "if (Number.isNaN(sentMs)) return { ok: false, why: 'stale' };",
  },
  {
    requirement: 'call out', says: 'one operator’s ticket serves another', journey: 'outbound.test.ts', engines: [],
    file: 'scenarios/effects/ticket.ts',
    line: "if (![event.fromURI, event.callerid].some((from) => userName(from) === operator)) return 'another operator';",
    instead: "if (operator === '') return 'another operator';",
  },
  {
    requirement: 'call out', says: 'a ticket for one number dials another', journey: 'outbound.test.ts', engines: [],
    file: 'scenarios/effects/ticket.ts',
    line: "if (digits(event.destination) !== digits(number)) return 'another number';",
    instead: "if (digits(number) === '') return 'another number';",
  },
  {
    requirement: 'call out', says: 'a ticket is good twice', journey: 'outbound.test.ts', engines: [],
    file: 'scenarios/effects/ticket.ts',
    line: 'if (await ApplicationStorage.get(key)) return false;',
    instead: 'if (await ApplicationStorage.get(`${key}?`)) return false;',
  },
  {
    requirement: 'call out', says: 'two sessions at the same moment both have the ticket', journey: 'outbound.test.ts', engines: [],
    file: 'scenarios/effects/ticket.ts',
    line: 'return (await ApplicationStorage.get(key))?.value === callId;',
    instead: 'return (await ApplicationStorage.get(key)) !== null;',
  },
  {
    requirement: 'last operator', says: 'he is looked for like anybody', journey: 'item-cover.test.ts',
    file: 'scenarios/call/wait.ts',
    line: 'const firstOperator = isLastOneWanted(facts) ? facts.advice : null;',
    instead: 'const firstOperator = isLastOneWanted(facts) ? null : null;',
  },
  {
    requirement: 'last operator', says: 'a caller waits for him for ever', journey: 'item-cover.test.ts', engines: ['acd'],
    file: 'scenarios/queue/acd.ts',
    line: "setTimeout(hooks.guard<void>('a timer', () => { if (place?.isIdle()) goOn(); }), first.seconds * 1_000);",
    instead: "setTimeout(hooks.guard<void>('a timer', () => { if (place === null) goOn(); }), first.seconds * 1_000);",
  },
  {
    requirement: 'last operator', says: "his reject is nobody's business", journey: 'item-cover.test.ts', engines: ['acd'],
    file: 'scenarios/queue/acd.ts',
    line: 'goOn?.();',
    instead: 'wanted();',
  },
  {
    requirement: 'skills', says: 'a digit asks for none', journey: 'item-cover.test.ts',
    file: 'scripts/config/caller-settings.ts',
    line: 'return Object.fromEntries(Object.entries(written).map(([key, route]) => [key, toRoute(route)]));',
    instead: 'return Object.fromEntries(Object.entries(written).map(([key, { queue }]) => [key, toRoute(queue === undefined ? {} : { queue })]));',
  },
  {
    requirement: 'skills', says: 'whoever is on the way out must still have them', journey: 'item-cover.test.ts', engines: ['smartqueue'],
    file: 'scenarios/call/way-out.ts',
    line: 'return enqueue({ ...facts, queueName: step.name, skills: [], wayOut: rest, giveUpAtMs: nowMs + step.maxWaitMs });',
    instead: 'return enqueue({ ...facts, queueName: step.name, wayOut: rest, giveUpAtMs: nowMs + step.maxWaitMs });',
  },
  {
    requirement: 'callback', says: 'one digit is enough', journey: 'item-cover.test.ts',
    file: 'scenarios/call/callback.ts',
    line: "return isOurs ? 'confirmed' : [{ ...state, facts: hush(facts) }, [{ do: 'music' }]];",
    instead: "return [{ ...state, facts: hush(facts) }, [{ do: 'music' }]];",
  },
  {
    requirement: 'closed', says: 'the hours are not looked at', journey: 'item-cover.test.ts',
    file: 'scenarios/call/start.ts',
    line: 'const closed = settings.hours && localTime ? closedFor(settings.hours, localTime) : null;',
    instead: 'const closed = settings.hours && localTime && facts.nowMs > 0 ? closedFor(settings.hours, localTime) : null;',
  },
  {
    requirement: 'VIP', says: 'who is listed waits like anybody', journey: 'item-cover.test.ts',
    file: 'scenarios/call/start.ts',
    line: "standing: from !== null && settings.callers?.urgent?.includes(from) ? 'urgent' : 'ordinary',",
    instead: "standing: from !== null && settings.callers?.urgent?.includes(to) ? 'urgent' : 'ordinary',",
  },
  {
    requirement: 'recording', says: 'nothing is recorded', journey: 'item-cover.test.ts',
    file: 'scenarios/call/talk.ts',
    line: "return [state, begins ? [...effects, { do: 'record' }] : effects];",
    instead: 'return [state, effects];',
  },
];
