import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  connectionLine, controls, desiredStatusOf, lineDetail, reduce, statusInputs, unsentCount,
  type Controls, type Effect, type PageEvent, type PageState,
} from '../../../operator/state';
import { acd, createOperator, me, opened, PAGE_ID, ready } from '../world';
import { answerIn, moves, type Move } from './sequences';

const LINES = ['no-connection', 'connecting', 'off', 'on', 'ringing', 'talking', 'wrap-up', 'paused', 'other-tab'];
const STARTS = [createOperator, opened, ready, () => opened(acd()), () => ready(acd())];
const RUNS = { numRuns: 600, seed: 20_260_304 };

interface Seen { before: PageState; after: PageState; effects: readonly Effect[] }

/** Plays the moves and hands every step to `look`. */
function play(start: () => { state: PageState }, list: readonly Move[], look: (seen: Seen) => void): void {
  let state = start().state;
  for (const move of list) {
    const happening = move.kind === 'event' ? move.happening : answerIn(state, move.answer);
    if (!happening) continue;
    const outcome = reduce(state, { ...happening, atMs: state.nowMs + move.afterMs });
    look({ before: state, after: outcome.state, effects: outcome.effects });
    state = outcome.state;
  }
}

function always(name: string, look: (seen: Seen) => void): void {
  test(name, () => {
    fc.assert(fc.property(fc.constantFrom(...STARTS), moves, (start, list) => play(start, list, look)), RUNS);
  });
}

const CLICKS: Partial<Record<keyof Controls, (state: PageState) => PageEvent>> = {
  intakeOn: at({ type: 'user.intakeOn' }), intakeOff: at({ type: 'user.intakeOff' }), answer: at({ type: 'user.answer' }),
  reject: at({ type: 'user.reject', how: 'default' }), rejectMenu: at({ type: 'user.reject', how: 'drop' }),
  hangUp: at({ type: 'user.hangUp' }), save: at({ type: 'user.save' }), saveAndCreate: at({ type: 'user.saveAndCreate' }),
  cancel: at({ type: 'user.cancel' }), extend: at({ type: 'user.extend' }), resume: at({ type: 'user.resume' }),
  takeOver: at({ type: 'user.takeOver' }), recheck: at({ type: 'user.recheck' }), lookUp: at({ type: 'user.lookUp' }),
  handOver: at({ type: 'user.handOver', mode: 'consult', to: { operator: 'boris' }, toName: 'Борис' }), finishHandOver: at({ type: 'user.finishHandOver' }),
  takeBack: at({ type: 'user.takeBack' }), cancelDial: at({ type: 'user.cancelDial' }), callOut: at({ type: 'user.callOut', number: '+79161234567', about: null }),
  mute: (state) => ({ type: 'user.mute', on: !state.talk?.muted, atMs: state.nowMs }),
  hold: (state) => ({ type: 'user.hold', on: !state.talk?.held, atMs: state.nowMs }),
};

function at(event: { type: string; [field: string]: unknown }): (state: PageState) => PageEvent {
  return (state) => ({ ...event, atMs: state.nowMs }) as PageEvent;
}

function withoutIds({ ids: _ids, ...rest }: PageState): string {
  return JSON.stringify(rest);
}

describe('whatever happens, in whatever order', () => {
  always('an enabled button does something, and it is shown', ({ after }) => {
    for (const [id, control] of Object.entries(controls(after))) {
      const click = CLICKS[id as keyof Controls];
      if (!control.enabled || !click) continue;
      const outcome = reduce(after, click(after));
      const did = outcome.effects.length > 0 || withoutIds(outcome.state) !== withoutIds(after);
      if (!control.shown || !did) throw new Error(`${id}: shown ${control.shown}, did something ${did}`);
    }
  });

  always('the line is one of the nine and tells the truth', ({ after }) => {
    const { line } = connectionLine(after);
    expect(LINES).toContain(line);
    expect(line === 'talking').toBe(after.talk !== null);
    expect(line === 'ringing').toBe(after.offer !== null && after.talk === null);
    if (line === 'wrap-up') expect(after.wrapUp).not.toBeNull();
    if (line === 'on') expect([after.intake.on, after.phone.link, desiredStatusOf(after)]).toEqual([true, 'up', 'READY']);
    if (line === 'off') expect(after.intake.on).toBe(false);
    if (line === 'other-tab') expect(after.tab.leads).toBe(false);
  });

  always('«разрешен» stands only while READY is there or was asked for a moment ago', ({ after }) => {
    if (connectionLine(after).line !== 'on' || after.sync.platform === 'READY') return;
    const sinceMs = Math.max(after.sync.pending?.sinceMs ?? 0, after.sync.platformSinceMs, after.phone.upSinceMs ?? 0);
    expect(after.sync.failures).toBe(0);
    expect(after.nowMs - sinceMs).toBeLessThan(3_000);
  });

  always('READY is asked for by decision 5 alone', ({ after, effects }) => {
    if (!effects.some((effect) => effect.type === 'phone.setStatus' && effect.status === 'READY')) return;
    expect(statusInputs(after)).toEqual({
      intake: true, lease: false, offer: false, call: false, holdout: false, readiness: true, leader: true, direct: false,
    });
  });

  always('statuses go one at a time, and never while it rings', ({ before, after, effects }) => {
    const asked = effects.filter((effect) => effect.type === 'phone.setStatus');
    expect(asked.length).toBeLessThanOrEqual(1);
    if (asked.length === 1 && before.phone.link === 'up' && after.sync.pending?.id !== before.sync.pending?.id) {
      expect(after.offer).toBeNull();
    }
  });

  always('[R11] there is one offer at most, and none in talk or wrap-up', ({ after }) => {
    expect(after.offer !== null && (after.talk !== null || after.wrapUp !== null)).toBe(false);
    expect(after.talk !== null && after.wrapUp !== null).toBe(false);
  });

  always('who is on the phone, or kept free for a colleague, is offered to nobody', ({ before, after, effects }) => {
    const calls = effects.filter((effect) => effect.type === 'phone.call');
    const confirms = effects.filter((effect) => effect.type === 'desk.transferAct' && effect.action === 'confirm');
    if (calls.length + confirms.length > 0) expect([after.sync.platform === 'READY', after.sync.pending]).toEqual([false, null]);
    expect(after.dial !== null && (after.offer ?? after.talk ?? after.wrapUp) !== null).toBe(false);
    expect(after.reservation !== null && (after.offer ?? after.talk ?? after.dial) !== null).toBe(false);
    if (before.reservation?.confirmed === false && after.reservation === null && after.nowMs < before.reservation.untilMs) {
      const told = effects.some((effect) => effect.type === 'desk.transferAct' && effect.action === 'refuse');
      expect(told || after.offer?.from?.transferId === before.reservation.transferId || after.offer === null).toBe(true);
    }
  });

  always('nobody waits for ever: a call out, a reservation, an attempt to hand over', ({ after }) => {
    const late = reduce(after, { type: 'tick', atMs: after.nowMs + 80_000 }).state;
    const waiting = late.dial?.phase === 'asking' || late.dial?.phase === 'leaving' || (late.reservation !== null)
      || (late.talk?.handOver != null && late.talk.handOver.state !== 'consulting' && late.talk.handOver.byMs !== null && late.talk.handOver.byMs < late.nowMs - 6_000);
    expect(waiting).toBe(false);
  });

  always('[R37] a written text goes only by Save, Cancel or the deletion of its draft', ({ before, after, effects }) => {
    if (!before.card || before.card.comment === '' || after.card?.comment === before.card.comment) return;
    const { callId, comment, revision } = before.card;
    const typed = after.card?.callId === callId && after.card.revision > revision;
    const kept = after.drafts.some((draft) => draft.callId === callId && (draft.comment === comment || draft.revision > revision))
      || effects.some((effect) => effect.type === 'store.dropDraft' && effect.callId === callId);
    expect(typed || kept).toBe(true);
  });

  always('[R39] what was accepted stays in the outbox until the desk has it', ({ before, after, effects }) => {
    const gone = before.outbox.filter((item) => !after.outbox.some((other) => other.saveId === item.saveId));
    for (const item of gone) expect(effects).toContainEqual({ type: 'store.forget', saveId: item.saveId });
    expect(unsentCount(after)).toBeLessThanOrEqual(after.outbox.length);
  });

  always('[R19] a tab that does not lead rings nobody and asks for no status', ({ after, effects }) => {
    if (after.tab.leads === true || after.talk) return;
    expect(after.offer).toBeNull();
    expect(effects.some((effect) => effect.type === 'phone.setStatus' || effect.type === 'phone.connect')).toBe(false);
  });

  always('the state is plain data, and nothing says nonsense', ({ after }) => {
    expect(JSON.parse(JSON.stringify(after))).toEqual(after);
    const detail = lineDetail(after);
    if (detail?.kind === 'retry') expect(detail.inMs).toBeGreaterThanOrEqual(0);
    expect(after.pageId).toBe(PAGE_ID);
    expect(after.profile === null || after.profile.operator === me().operator).toBe(true);
  });
});
