import { render } from 'preact';
import type { CallComment } from '../../../contracts/call-comments';
import type { CallSummary } from '../../../contracts/desk-journal';
import { clocksOf } from '../../operator/world';
import { addTexts, createTexts, loadLanguage, type Language, type TextKey } from '../../../operator/locale';
import windowEn from '../../../operator/locale/calls-window.en.json';
import windowRu from '../../../operator/locale/calls-window.ru.json';
import type { PageState } from '../../../operator/state';
import { App } from '../../../operator/view/app';
import type { Section } from '../../../operator/view/head';
import type { Lists } from '../../../operator/view/lists';
import { loadSections } from '../../../operator/view/sections';
import { createStyles } from '../../../operator/view/styles';
import { ANNA, GIVEN_CALL } from './catalogue';
import { CALLERS } from './picture-callers';

/** The view with a given state, for pictures and for axe. */
export interface Picture { state: PageState; language: Language; section: Section; press?: TextKey; frames: readonly Frame[] }
export interface Frame { theme: 'light' | 'dark'; width: number }

declare global {
  interface Window { showPicture: (picture: Picture) => Promise<void> }
}

addTexts({ ru: { callsWindow: windowRu }, en: { callsWindow: windowEn } });

/** One frame or several side by side: the dialog lays itself out by its own width, not by the window's. */
window.showPicture = async ({ frames, press, ...picture }) => {
  await Promise.all([loadSections(), loadLanguage(picture.language)]);
  document.documentElement.lang = picture.language;
  const main = document.createElement('main');
  main.append(...frames.map((frame) => frameOf(frame, picture)));
  document.body.replaceChildren(main);
  if (press) pressAll(main, createTexts(picture.language).t(press));
};

function pressAll(main: HTMLElement, text: string): void {
  for (const host of main.children) {
    const buttons = [...host.shadowRoot?.querySelectorAll('button') ?? []];
    buttons.find((button) => button.textContent === text)?.click();
  }
}

function frameOf({ theme, width }: Frame, { state, language, section }: Omit<Picture, 'frames'>): HTMLElement {
  const host = document.createElement('div');
  host.dataset['theme'] = theme;
  host.style.width = `${width}px`;
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [createStyles()];
  const view = {
    state, clocks: clocksOf(state), dispatch: () => undefined, texts: createTexts(language), lists: LISTS, callers: CALLERS, testRing: () => undefined,
    links: { href: ({ id }: { id: string }) => `#/customers/${id}`, open: () => false }, hidden: [], wanted: null,
    devices: {
      chosen: () => ({ microphone: null, speaker: null, ring: null }), choose: () => undefined,
      list: async () => ({ microphones: [{ id: 'a', label: 'Встроенный микрофон' }, { id: 'b', label: 'Гарнитура Jabra' }], speakers: [] }), refresh: async () => false,
    },
  };
  render(<App view={view} section={section} />, root);
  return host;
}

function call(minute: number, changes: Partial<CallSummary>): CallSummary {
  return {
    callId: String(minute), from: '+79265550134', fromRaw: '89265550134', to: '+74951234567',
    startedAt: new Date(Date.UTC(2026, 2, 4, 9, minute)).toISOString(),
    end: { reason: 'abandoned', detail: 'queue', by: 'caller', endedAt: '2026-03-04T09:40:00Z' },
    phase: 'ended', waitMs: 24_000, talkMs: 0, operator: null, customer: null, comment: null, comments: [], handled: null,
    direction: 'in', recordings: [], ...changes,
  };
}

function note(id: string, text: string, { author, authorName, ...changes }: Pick<CallComment, 'author' | 'authorName'> & Partial<CallComment>): CallComment {
  return { id, author, authorName, text, at: '2026-03-04T09:40:00Z', editedAt: null, hidden: null, ...changes };
}

const DONE: CallSummary['end'] = { reason: 'completed', detail: 'talk', by: 'caller', endedAt: '2026-03-04T09:40:00Z' };
const MISSED = [call(41, {}), call(27, { from: '+79161234567', customer: ANNA }), 
  call(12, { end: { reason: 'voicemail', detail: 'recorded', by: 'caller', endedAt: '2026-03-04T09:40:00Z' }, recordings: [{ index: 0, kind: 'voicemail' }] }),
  call(3, { from: null, fromRaw: '' }),
];
const CALLS = [
  call(38, { customer: ANNA, end: DONE, talkMs: 254_000, comment: 'Вернули.', comments: [
    note('s1', 'Перенесли пробный урок на четверг, 18:30. Просит вернуть деньги за прошлый месяц и прислать адрес, потому что записывалась в другой филиал и его больше нет.', { author: 'boris', authorName: 'Борис Ким' }),
    note('s2', 'Вернули.', { author: 'anna', authorName: 'Анна Орлова', editedAt: '2026-03-04T09:41:00Z' }),
    note('s3', 'Сказала лишнее', { author: 'vera', authorName: 'Вера Константинопольская-Преображенская', hidden: { by: 'chief', at: '2026-03-04T09:42:00Z' } }),
  ] }),
  call(19, { end: DONE, talkMs: 61_000 }),
  call(2, { end: { reason: 'unserved', detail: 'timeout', by: 'system', endedAt: '2026-03-04T09:40:00Z' } }),
];
const NUMBERS = [
  { number: '+74951234567', live: 'yes' as const, why: null, lastCallAt: '2026-03-04T09:41:00Z' },
  { number: '+78121234567', live: 'no' as const, why: 'unbound' as const, lastCallAt: null },
];
const LISTS: Lists = {
  missed: async () => ({ items: MISSED, next: null }),
  calls: async () => ({ items: CALLS, next: '1' }),
  setHandled: async () => undefined,
  // What a colleague who gave the caller away has written.
  comments: async (callId) => (callId === GIVEN_CALL
    ? { comments: [note('s1', 'Вернуть деньги за прошлый месяц', { author: 'boris', authorName: 'Борис Ким' })], drafts: [{ author: 'vera', authorName: 'Вера Титова', text: 'Обещала перезвонить до шести', at: '' }] }
    : { comments: [], drafts: [] }),
  editComment: async () => undefined,
  hideComment: async () => undefined,
  integration: async () => ({ numbers: NUMBERS, askedMsAgo: 190_000, trouble: 'no-answer', account: { balance: 4120.5, currency: 'RUR', frozen: false, nextCharge: { on: '2026-04-01', amount: 290 } } }),
  onCall: () => () => undefined,
};
