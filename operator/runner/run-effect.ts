import type { Effect, WindowEffect } from '../state';
import { runChecks } from '../sound/checks';
import { runDeskEffect } from './desk-effects';
import { toCreation } from './own-pages';
import type { Services } from './services';
import { runStoreEffect } from './store-effects';

/** Carries out one effect. What comes of it returns as an event; nothing is thrown. */
export function runEffect(effect: Exclude<Effect, WindowEffect>, services: Services): void {
  const { phone, windows, dispatch } = services;
  switch (effect.type) {
    case 'phone.connect': return void connect(services);
    case 'phone.disconnect': return void phone.disconnect();
    case 'phone.setStatus': return phone.setStatus(effect.id, effect.status);
    case 'phone.call': return phone.call(effect.legId, effect);
    case 'phone.answer': return phone.answer(effect.legId);
    case 'phone.reject': return phone.reject(effect.legId);
    case 'phone.hangUp': return phone.hangUp(effect.legId);
    case 'phone.send': return phone.send(effect.legId, effect.text);
    case 'phone.mute': return phone.mute(effect.legId, effect.on);
    case 'phone.hold': return phone.hold(effect.legId, effect.on);
    case 'checks.run': return void check(effect.ask, services);
    case 'window.open': {
      const ok = services.host.createCustomer(callerOf(services)) || windows.open(effect.windowId);
      return dispatch({ type: 'window.opened', windowId: effect.windowId, ok });
    }
    case 'window.toCreation': return toCreation(services, effect);
    case 'window.close': return windows.close(effect.windowId);
    case 'store.draft':
    case 'store.dropDraft':
    case 'store.save':
    case 'store.forget': return runStoreEffect(effect, services);
    default: return runDeskEffect(effect, services);
  }
}

async function connect({ phone, state }: Services): Promise<void> {
  const account = state().profile?.voximplant;
  if (account) await phone.connect(account);
}

async function check(ask: boolean, { ringer, devices, dispatch }: Services): Promise<void> {
  const results = await runChecks({ ask, ringer, devices: devices(), tell: (some) => dispatch({ type: 'checks.some', results: some }) });
  dispatch({ type: 'checks.done', results });
}

function callerOf({ state }: Services): { number: string; callId: string | null } {
  const { card, wrapUp } = state();
  return { number: card?.looked?.e164 ?? wrapUp?.number ?? '', callId: wrapUp?.journalled ? wrapUp.callId : null };
}
