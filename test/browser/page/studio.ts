import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../support/browser';
import type { PageState } from '../../../operator/state';
import { STATES } from './catalogue';
import type { Frame, Picture } from './picture-app';
import type { TextKey } from '../../../operator/locale';
import { LATER_SECTIONS } from '../../../operator/view/sections';
import { me } from '../../operator/world';
import type { Section } from '../../../operator/view/head';

export interface Shown {
  name: string;
  section: Section;
  state: PageState;
  /** A button to press first, by its text. */
  press?: TextKey;
}

/** Every state, and what is no state: the sections, and a list that a click opens. */
export function pictures(): Shown[] {
  const states = Object.entries(STATES).map(([name, make]) => ({ name, section: 'incoming' as const, state: make() }));
  const idle = STATES['on']?.();
  if (!idle) return states;
  const chief = { ...idle, profile: me({ supervisor: true }) };
  const sections = LATER_SECTIONS.map((section) => ({ name: `section-${section}`, section, state: section === 'team' || section === 'numbers' ? chief : idle }));
  const talking = STATES['talking']?.() ?? idle;
  return [...states, ...sections, { name: 'talking-hand-over', section: 'incoming', state: talking, press: 'handOver.open' }];
}

export const FRAMES: readonly Frame[] = (['light', 'dark'] as const)
  .flatMap((theme) => [1280, 360, 320].map((width) => ({ theme, width })));

export interface Studio { page: Page; show(shown: Shown, how: Pick<Picture, 'language' | 'frames'>): Promise<void>; close(): Promise<void> }

/** A browser with the view alone: its state comes from outside. */
export async function openStudio(): Promise<Studio> {
  const script = await bundle();
  const browser: Browser = await launch();
  const context = await browser.newContext({ reducedMotion: 'reduce', timezoneId: 'Europe/Moscow' });
  const page = await context.newPage();
  await page.setContent('<!doctype html><html lang="ru"><head><title>Входящие</title></head><body></body></html>');
  await page.addStyleTag({ content: SHEET });
  await page.addScriptTag({ content: script });
  return {
    page,
    async show({ state, section, press }, how) {
      await page.evaluate((picture) => window.showPicture(picture), { state, section, ...how, ...(press ? { press } : {}) });
      // Lists come by promises; two frames later everything is painted.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    },
    close: () => browser.close(),
  };
}

const SHEET = 'body { margin: 0; } main { display: grid; grid-template-columns: repeat(3, max-content); gap: 24px; align-items: start; background: #8a94a0; width: max-content; }';

async function bundle(): Promise<string> {
  const built = await build({
    entryPoints: ['test/browser/page/picture-app.tsx'], bundle: true, write: false, format: 'iife', target: 'es2022',
    jsx: 'automatic', jsxImportSource: 'preact', loader: { '.css': 'text' }, charset: 'utf8', logLevel: 'silent',
  });
  return built.outputFiles[0]?.text ?? '';
}
