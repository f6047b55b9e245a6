import { render } from 'preact';
import type { HostEvent } from './host/host-events';
import type { VoxIncomingElement, VoxSection } from './host/vox-incoming';
import { areCurrent, createTexts, loadLanguage, type Language } from './locale';
import { startPage, type Page } from './runner/page';
import { controls, type PageState } from './state';
import { App } from './view/app';
import { createCallers, type Callers } from './view/callers';
import { shownSections } from './view/head';
import { createLists, type Lists } from './view/lists';
import { ownTexts } from './view/own-texts';
import { loadSections } from './view/sections';
import { createStyles } from './view/styles';
import type { View } from './view/view-context';

ownTexts();

/**
 * `<vox-incoming>`: the whole dialog in any page of the ERP. Attributes: `lang` (ru, en), `theme`
 * (light, dark, auto), `hide` (sections, by space), `window` (`own`: calls are taken in a window of their own), `desk` (address, default: where this script comes from), `cookie`
 * (the desk's own page: its cookie signs in). Otherwise the host sets `getToken`, asked whenever a token is needed.
 * What a host may use stands in `host/vox-incoming.d.ts`.
 *
 * @example
 * document.querySelector('vox-incoming').getToken = () => fetch('/vox-token').then((r) => r.text());
 */
export class VoxIncoming extends HTMLElement implements Pick<VoxIncomingElement, 'getToken' | 'call' | 'open'> {
  static readonly observedAttributes = ['lang', 'theme', 'hide'];
  // Only declared: a host may have set it before this class was there.
  declare getToken?: () => Promise<string>;
  /** Of the desk's own page: a bearer that is there already. */
  declare session?: string | null;
  private page: Page | null = null;
  private end: (() => void) | null = null;
  private wanted: View['wanted'] = null;

  connectedCallback(): void {
    if (this.page) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [createStyles()];
    const base = baseOf(this.getAttribute('desk'));
    const page = startPage({
      base,
      sdkUrl: new URL('voximplant-websdk/voximplant.min.js', import.meta.url).href,
      getToken: this.hasAttribute('cookie') ? null : () => this.askHost(),
      session: this.session ?? null,
      role: roleOf(this),
      alertTexts: () => alertTexts(this.language),
      look: () => lookOf(this),
      host: {
        openCustomer: ({ id, name, pageUrl }) => this.tell({ name: 'vox-open-customer', detail: { id, name, pageUrl } }),
        createCustomer: (detail) => this.tell({ name: 'vox-create-customer', detail }),
      },
    });
    this.page = page;
    whenIdle(() => void loadSections());
    this.end = this.show(root, {
      page, lists: createLists(page.http, (listener) => followCalls(page, listener)), callers: createCallers({ ...page, base }),
    });
  }

  disconnectedCallback(): void {
    this.end?.();
    this.page?.stop();
    this.end = null;
    this.page = null;
    this.wanted = null;
  }

  attributeChangedCallback(): void {
    // Any happening draws again; a tick changes nothing else.
    const draw = () => this.page?.dispatch({ type: 'tick' });
    draw();
    // A file of words that does not come leaves them Russian.
    void loadLanguage(this.language).then(draw, () => undefined);
  }

  call(number: string, customerId?: string): boolean {
    if (!this.page || !controls(this.page.state()).callOut.enabled) return false;
    this.page.dispatch({ type: 'user.callOut', number, about: null, ...(customerId === undefined ? {} : { customerId }) });
    return true;
  }

  open(section: VoxSection): boolean {
    if (!this.page || !shownSections({ state: this.page.state(), hidden: this.hiddenSections }).includes(section)) return false;
    this.wanted = { section };
    this.page.dispatch({ type: 'tick' });
    return true;
  }

  /** True where a listener has taken upon itself what would be done here. */
  private tell({ name, detail }: HostEvent): boolean {
    return !this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** What tells it comes beside the dialog, as the sections do; nothing happens before this page is signed in. */
  private tellHost(page: Page): () => void {
    let told = page.state();
    let tellNews = (): void => undefined;
    let deafen = (): void => undefined;
    void import('./host/host-events').then(({ hostEvents, savedElsewhere }) => {
      deafen = page.onMessage((message) => savedElsewhere(page.state(), message).forEach((event) => this.tell(event)));
      tellNews = () => {
        const before = told;
        told = page.state();
        for (const event of hostEvents(before, told)) this.tell(event);
      };
    }, () => undefined);
    const mute = page.subscribe(() => tellNews());
    return () => { mute(); deafen(); };
  }

  private get hiddenSections(): string[] {
    return (this.getAttribute('hide') ?? '').split(/[\s,]+/);
  }

  private get language(): Language {
    return this.getAttribute('lang')?.startsWith('en') ? 'en' : 'ru';
  }

  private async askHost(): Promise<string> {
    if (this.getToken) return this.getToken();
    throw new Error('<vox-incoming> has no getToken: set it to a function that gives the ERP\'s signed token.');
  }

  private show(root: ShadowRoot, { page, lists, callers }: Shown): () => void {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    let texts = createTexts(this.language);
    const testRing = () => page.ringer.test();
    const draw = () => {
      if (!areCurrent(texts, this.language)) texts = createTexts(this.language);
      const theme = this.getAttribute('theme') ?? 'auto';
      this.dataset['theme'] = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
      const view = {
        state: page.state(), clocks: page.clock, dispatch: page.dispatch, texts, lists, callers, devices: page.devices,
        testRing, links: page.links, hidden: this.hiddenSections, wanted: this.wanted,
      };
      render(<App view={view} />, root);
    };
    dark.addEventListener('change', draw);
    const unsubscribe = page.subscribe(draw);
    const mute = this.tellHost(page);
    draw();
    return () => {
      dark.removeEventListener('change', draw);
      unsubscribe();
      mute();
      render(null, root);
    };
  }
}

interface Shown { page: Page; lists: Lists; callers: Callers }

/** `own`: calls are taken in a window of their own; the desk's page of that window says `this`. */
function roleOf(element: Element): PageState['window']['role'] {
  const asked = element.getAttribute('window');
  return asked === 'own' ? 'wanted' : asked === 'this' ? 'this' : 'none';
}

/** What a page that is opened from here should look like. */
function lookOf(element: Element): Record<string, string> {
  const given = ['lang', 'theme'].map((name) => [name, element.getAttribute(name)] as const);
  return Object.fromEntries(given.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function followCalls(page: Page, listener: Parameters<Lists['onCall']>[0]): () => void {
  return page.onMessage((message) => { if (message.type === 'call') listener(message.call); });
}

/** Safari has no idle callback. */
function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 10_000 });
  else setTimeout(run, 2_000);
}

function alertTexts(language: Language) {
  const { t } = createTexts(language);
  return { title: t('line.ringing'), body: (number: string) => number };
}

/** '' where the desk is the page's own origin, so that its cookie goes with the requests. */
function baseOf(desk: string | null): string {
  const origin = desk === null ? new URL(import.meta.url).origin : new URL(desk, location.href).origin;
  return origin === location.origin ? '' : origin;
}

if (!customElements.get('vox-incoming')) customElements.define('vox-incoming', VoxIncoming);
