import { browserClock, type PageClock } from '../clock';
import { createDeskHttp, type DeskHttp } from '../desk/desk-http';
import { createLive, type Live } from '../desk/live';
import type { CustomerHit } from '../../contracts/desk-customers';
import type { DeskToPage } from '../../contracts/desk-live';
import type { Phone, PhoneOptions } from '../phone/port';
import { createWebSdkPhone } from '../phone/web-sdk-phone';
import { createRinger, type Ringer } from '../sound/ringer';
import { watchDevices } from '../sound/checks';
import { initialState, mustGuard, type PageState } from '../state';
import type { PageDatabase } from '../store/database';
import { createAlert, type AlertTexts } from './alert';
import { createDeviceChoice, type DeviceChoice } from './device-choice';
import { lateWindow, type LateWindow } from './late-window';
import { createMailbox, type Mailbox } from './mailbox';
import { happeningOf } from './on-message';
import { customerUrl, openCustomer } from './own-pages';
import type { Host, Services } from './services';
import { askUntilAnswered } from './sign-in';
import { openTabChannel, type TabChannel } from './tab-lock';
import { createWindows } from './windows';

export interface PageOptions {
  /** The desk's address without a slash at the end; '' for the page's own origin. */
  base: string;
  sdkUrl: string;
  /** Null where the desk's cookie signs in. */
  getToken: (() => Promise<string>) | null;
  alertTexts: () => AlertTexts;
  /** A bearer that is there already. */
  session?: string | null;
  role?: PageState['window']['role'];
  look?: Services['look'];
  host?: Host;
  /** The browser's, and the Web SDK, unless said otherwise. */
  clock?: PageClock;
  openPhone?: (options: PhoneOptions) => Phone;
}

/** The running page without its view. */
export interface Page {
  readonly clock: PageClock;
  state: Mailbox['state'];
  dispatch: Mailbox['dispatch'];
  subscribe: Mailbox['subscribe'];
  /** Live messages, for lists that follow calls. */
  onMessage: (listener: (message: DeskToPage) => void) => () => void;
  readonly http: DeskHttp;
  readonly ringer: Ringer;
  readonly devices: DeviceChoice;
  readonly links: Links;
  stop: () => void;
}

/** To a customer's page, of the ERP or of the desk. */
export interface Links {
  href(customer: CustomerHit): string;
  /** A click on it; false: the browser follows the link. */
  open(customer: CustomerHit): boolean;
}

/** Where nobody decides otherwise, windows open. */
const NO_HOST: Host = { openCustomer: () => false, createCustomer: () => false };

export function startPage(options: PageOptions): Page {
  const messages = new Set<(message: DeskToPage) => void>();
  const http = createDeskHttp(options);
  const ringer = createRinger();
  const pageId = crypto.randomUUID();
  const { clock = browserClock, openPhone = createWebSdkPhone } = options;
  const initial = initialState(pageId, clock.nowMs(), options.role);
  const window = lateWindow(() => services);
  const mailbox: Mailbox = createMailbox({ initial, clock, ...window });
  const { dispatch, state } = mailbox;
  const signKey = async (key: string) => (await http.call('POST /api/one-time-key', { body: { key, pageId } })).hash;
  const phone = openPhone({ emit: dispatch, sdkUrl: options.sdkUrl, signKey });
  const devices = createDeviceChoice((chosen) => {
    phone.useDevices(chosen);
    ringer.useDevice(chosen.ring);
  });
  const live: Live = createLive({
    clock, base: options.base, pageId, session: http.session,
    renew: () => http.call('GET /api/me', {}),
    onUp: () => dispatch({ type: 'desk.up' }),
    onDown: (how) => dispatch({ type: 'desk.down', ...how }),
    onSlept: () => dispatch({ type: 'tab.woken' }),
    onMessage(message) {
      const happening = happeningOf(message);
      if (happening?.type === 'desk.screen') void window.load().then(() => dispatch(happening), () => undefined);
      else if (happening) dispatch(happening);
      if (message.type === 'welcome') onWelcome(message);
      for (const listener of messages) listener(message);
    },
  });
  const onWelcome = ({ leadership, wrapUp }: Extract<DeskToPage, { type: 'welcome' }>) => {
    if (leadership.leads) dispatch({ type: 'desk.leadership', leadership });
    if (wrapUp) dispatch({ type: 'desk.wrapUp', wrapUp, number: null });
  };
  const database = openOnce(state, clock);
  const services: Services = {
    base: options.base, look: options.look ?? (() => ({})), host: options.host ?? NO_HOST,
    clock, http, live, phone, ringer, devices: devices.chosen, windows: createWindows(), database, state, dispatch,
  };
  const running = { services, mailbox, live, window, alert: createAlert(ringer, options.alertTexts), refreshDevices: devices.refresh };
  const stop = run(running);
  return {
    clock, state, dispatch, subscribe: mailbox.subscribe, http, ringer, devices, stop,
    links: {
      href: ({ id, pageUrl }) => pageUrl ?? customerUrl(services, id),
      open: (customer) => openCustomer(services, customer),
    },
    onMessage(listener) {
      messages.add(listener);
      return () => messages.delete(listener);
    },
  };
}

interface Running { services: Services; mailbox: Mailbox; live: Live; window: LateWindow; alert: ReturnType<typeof createAlert>; refreshDevices: DeviceChoice['refresh'] }

/** Everything that goes on until the page stops. */
function run({ services, mailbox, live, window: late, alert, refreshDevices }: Running): () => void {
  const { clock, dispatch, state } = services;
  let tabs: TabChannel | null = null;
  let stopped = false;
  const onProfile = () => {
    const me = state().profile;
    if (!me || tabs) return;
    tabs = openTabChannel({
      name: `vox-incoming:${me.franchise.name}:${me.operator}`,
      onOther: (other) => dispatch({ type: 'tab.other', other }),
      onFree: () => dispatch({ type: 'tab.free' }),
    });
  };
  const unsubscribe = mailbox.subscribe(() => {
    alert.follow(state());
    late.follow(state());
    onProfile();
    followTabs(state(), tabs);
  });
  const stopTicker = clock.everySecond(() => {
    live.tick();
    dispatch({ type: 'tick' });
  });
  const stopDevices = watchDevices(() => {
    dispatch({ type: 'checks.changed' });
    void refreshDevices().then((speakerLost) => { if (speakerLost) dispatch({ type: 'phone.speakerLost' }); });
  });
  const stopLeaving = guardLeaving(services);
  const woken = () => dispatch({ type: 'tab.woken' });
  document.addEventListener('resume', woken);
  // Without what it needs a page that wants a window would lead as any other does.
  const ready = state().window.role === 'none' ? Promise.resolve() : late.load();
  void ready.then(() => signIn(services, () => stopped));
  return () => {
    stopped = true;
    for (const end of [unsubscribe, stopTicker, stopDevices, stopLeaving]) end();
    document.removeEventListener('resume', woken);
    alert.stop();
    tabs?.close();
    late.stop();
    live.close();
    void services.phone.disconnect();
  };
}

/** Who is this? Asked until the desk answers; then the live channel opens. */
async function signIn({ clock, http, live, dispatch, database }: Services, isStopped: () => boolean): Promise<void> {
  const me = await askUntilAnswered(http, { clock, dispatch, isStopped });
  if (!me) return;
  dispatch({ type: 'desk.profile', me });
  live.open();
  const stored = await database().then((opened) => opened?.load() ?? null).catch(() => null);
  if (stored) dispatch({ type: 'store.loaded', ...stored });
}

function followTabs(state: PageState, tabs: TabChannel | null): void {
  if (!tabs) return;
  if (state.tab.leads === true) {
    tabs.lead();
    tabs.tell(state.talk !== null || state.offer !== null);
  }
  if (state.tab.leads === false) tabs.follow();
}

/** Leaving is asked about where it would lose something; while it rings, leaving passes the call on (R21). */
function guardLeaving({ state, phone, http }: Services): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (mustGuard(state())) event.preventDefault();
  };
  const leave = () => {
    const { offer, tab, pageId } = state();
    if (offer) phone.reject(offer.legId);
    if (tab.leads === true) {
      void http.call('POST /api/leadership', { body: { pageId, action: 'release' } }, { keepalive: true }).catch(() => undefined);
    }
  };
  window.addEventListener('beforeunload', ask);
  window.addEventListener('pagehide', leave);
  return () => {
    window.removeEventListener('beforeunload', ask);
    window.removeEventListener('pagehide', leave);
  };
}

/** One database, opened when the operator is known; what opens it comes then too, and nobody waits for it. */
function openOnce(state: () => PageState, clock: PageClock): () => Promise<PageDatabase | null> {
  let opening: Promise<PageDatabase | null> | null = null;
  return () => {
    const me = state().profile;
    if (!me) return Promise.resolve(null);
    opening ??= import('../store/database').then(({ openDatabase }) => openDatabase({ franchise: me.franchise.name, operator: me.operator }, clock));
    return opening;
  };
}
