import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { FRAMES, openStudio, pictures } from './studio';

export interface Drawing {
  folder: string;
  /** Names of states; none: all of them, and pictures of states that are no more go. */
  only: readonly string[];
  /** PNG for a closer look; WebP, a quarter of the size, for what is kept. */
  type: 'webp' | 'png';
}

/** One sheet for each state: 1280, 360 and 320 px, light above dark. */
export async function drawPictures({ folder, only, type }: Drawing): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const wanted = pictures().filter(({ name }) => only.length === 0 || only.includes(name));
  const studio = await openStudio();
  try {
    await studio.page.setViewportSize({ width: 2_040, height: 900 });
    for (const shown of wanted) {
      await studio.show(shown, { language: 'ru', frames: FRAMES });
      const png = await studio.page.screenshot({ fullPage: true });
      await writeFile(path.join(folder, `${shown.name}.${type}`), type === 'png' ? png : await toWebp(studio.page, png));
    }
  } finally {
    await studio.close();
  }
  if (only.length === 0) await dropOld(folder, wanted.map(({ name }) => `${name}.${type}`));
  return wanted.map(({ name }) => name);
}

/** The browser that took the picture packs it too. */
export async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const packed = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.72).split(',')[1] ?? '';
  }, png.toString('base64'));
  return Buffer.from(packed, 'base64');
}

async function dropOld(folder: string, kept: readonly string[]): Promise<void> {
  const files = await readdir(folder);
  const old = files.filter((file) => /\.(webp|png|jpg)$/.test(file) && !kept.includes(file));
  await Promise.all(old.map((file) => rm(path.join(folder, file))));
}
