import { render } from 'preact';
import { createTexts, loadLanguage, type Language } from './locale';
import { startPage, type Page } from './runner/page';
import { App } from './view/app';
import { createCallers, type Callers } from './view/callers';
import { createLists, type Lists } from './view/lists';
import { ownTexts } from './view/own-texts';
import { loadSections } from './view/sections';
import { createStyles } from './view/styles';

ownTexts();

/**
 * `<vox-incoming>`: the whole dialog in any page of the ERP. Attributes: `lang` (ru, en), `theme`
 * (light, dark, auto), `desk` (address, default: where this script comes from), `cookie` (the desk's
 * own page: its cookie signs in). Otherwise the host sets `getToken`, asked whenever a token is needed.
 *
 * @example
 * document.querySelector('vox-incoming').getToken = () => fetch('/vox-token').then((r) => r.text());
 */
export class VoxIncoming extends HTMLElement {
  static readonly observedAttributes = ['lang', 'theme'];
  // Only declared: a host may have set it before this class was there.
  declare getToken?: () => Promise<string>;
  private page: Page | null = null;
  private end: (() => void) | null = null;

  connectedCallback(): void {
    if (this.page) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [createStyles()];
    const base = baseOf(this.getAttribute('desk'));
    const page = startPage({
      base,
      sdkUrl: new URL('voximplant-websdk/voximplant.min.js', import.meta.url).href,
      getToken: this.hasAttribute('cookie') ? null : () => this.askHost(),
      alertTexts: () => alertTexts(this.language),
      look: () => lookOf(this),
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
  }

  attributeChangedCallback(): void {
    // Any happening draws again; a tick changes nothing else.
    const draw = () => this.page?.dispatch({ type: 'tick' });
    draw();
    // A file of words that does not come leaves them Russian.
    void loadLanguage(this.language).then(draw, () => undefined);
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
      if (texts.language !== this.language) texts = createTexts(this.language);
      const theme = this.getAttribute('theme') ?? 'auto';
      this.dataset['theme'] = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
      const view = {
        state: page.state(), clocks: page.clock, dispatch: page.dispatch, texts, lists, callers, devices: page.devices,
        testRing, links: page.links,
      };
      render(<App view={view} />, root);
    };
    dark.addEventListener('change', draw);
    const unsubscribe = page.subscribe(draw);
    draw();
    return () => {
      dark.removeEventListener('change', draw);
      unsubscribe();
      render(null, root);
    };
  }
}

interface Shown { page: Page; lists: Lists; callers: Callers }

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
