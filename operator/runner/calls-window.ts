import { ACTS_MOST, type Act } from '../../contracts/desk-window';
import { after } from '../browser/after';
import { addTexts } from '../locale';
import en from '../locale/calls-window.en.json';
import ru from '../locale/calls-window.ru.json';
import type { CallsWindowWords } from '../locale';
import type { PageState, WindowEffect } from '../state';
import { reduceWithWindow, screenOf } from '../state/window';
import type { Services } from './services';

/** Between two messages of one page, for what is typed. */
const PAUSE_MS = 50;
/** After a message that the desk did not take. */
const AGAIN_MS = 1_000;
/** A request that outlives its page may be 64 KB, of whatever characters. */
const KEEPALIVE_LENGTH = 16_000;
/** Said again this often though nothing has changed: a message may be lost, and a desk may be restarted. */
const REPEAT_MS = 5_000;
const WINDOW_ID = 'calls-window';
const FEATURES = 'popup,width=440,height=760';

/** What a page needs beside the rest where its operator has a calls window; loaded only there. */
export interface CallsWindowPart {
  reduce: typeof reduceWithWindow;
  run(effect: WindowEffect): void;
  follow(state: PageState): void;
  stop(): void;
}

export function createCallsWindow(services: Services): CallsWindowPart {
  addTexts({ ru: { callsWindow: ru }, en: { callsWindow: en satisfies CallsWindowWords } });
  const acts = createActSender(services);
  return {
    reduce: reduceWithWindow,
    run(effect) {
      if (effect.type === 'callsWindow.act') acts.send(effect.act);
      else openWindow(services);
    },
    follow: createPublisher(services),
    stop: acts.stop,
  };
}

/** One message at a time, always with the latest: a slow desk gets fewer of them, and none more than its limit. */
function createPublisher({ http, clock, state: now }: Services): (state: PageState) => void {
  let last = { text: '', atMs: 0 };
  let busy = false;
  return function publish(state) {
    const { tab, desk, window, pageId } = state;
    if (window.role !== 'this' || tab.leads !== true || desk.link !== 'up' || busy) return;
    const screen = screenOf(state);
    const text = JSON.stringify(screen);
    if (text === last.text && state.nowMs - last.atMs < REPEAT_MS) return;
    last = { text, atMs: state.nowMs };
    busy = true;
    const sent = http.call('POST /api/leadership/screen', { body: { pageId, screen: { ...screen, nowMs: clock.nowMs() } } });
    void sent.then(() => PAUSE_MS, () => {
      last = { text: '', atMs: 0 };
      return AGAIN_MS;
    }).then(after).then(() => {
      busy = false;
      publish(now());
    });
  };
}

/** In order, together while one message is on its way; of a text that is being typed only the last. */
function createActSender({ http, dispatch }: Services): { send: (act: Act) => void; stop: () => void } {
  let waiting: Act[] = [];
  let busy = false;
  const sendAll = async (): Promise<void> => {
    if (busy || waiting.length === 0) return;
    busy = true;
    const acts = waiting.slice(0, ACTS_MOST);
    waiting = waiting.slice(ACTS_MOST);
    // The click may be the last on a page that is left at once.
    const keepalive = JSON.stringify(acts).length < KEEPALIVE_LENGTH;
    const { taken } = await http.call('POST /api/leadership/acts', { body: { acts } }, { keepalive }).catch(() => ({ taken: false }));
    if (!taken) dispatch({ type: 'desk.actsLost', actIds: acts.map(({ actId }) => actId) });
    await after(PAUSE_MS);
    busy = false;
    await sendAll();
  };
  const onLeave = () => {
    busy = false;
    void sendAll();
  };
  window.addEventListener('pagehide', onLeave);
  const send = (act: Act): void => {
    const last = waiting.at(-1);
    if (act.event['type'] === 'user.comment' && last?.event['type'] === 'user.comment' && last.about === act.about) waiting.pop();
    waiting.push(act);
    void sendAll();
  };
  return { send, stop: () => window.removeEventListener('pagehide', onLeave) };
}

/** Within the click, as browsers want it; its session comes by a ticket where this page has a bearer. */
function openWindow({ base, look, http, windows, dispatch }: Services): void {
  if (!windows.open(WINDOW_ID, FEATURES)) return dispatch({ type: 'callsWindow.failed', why: 'blocked' });
  const query = new URLSearchParams(look()).toString();
  const address = `${base}/${query === '' ? '' : `?${query}`}#/window`;
  const ticket = http.usesBearer ? http.call('POST /api/session/ticket', {}).then((answer) => `?ticket=${answer.ticket}`) : Promise.resolve('');
  void ticket.then((asked) => windows.go(WINDOW_ID, address + asked), () => {
    windows.close(WINDOW_ID);
    dispatch({ type: 'callsWindow.failed', why: 'failed' });
  });
}
