import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { FRAMES, openStudio, pictures } from './studio';

/** One sheet for each state: 1280, 360 and 320 px, light above dark. */
export async function drawPictures(folder: string, only: readonly string[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const wanted = pictures().filter(({ name }) => only.length === 0 || only.includes(name));
  const studio = await openStudio();
  try {
    await studio.page.setViewportSize({ width: 2_040, height: 900 });
    for (const shown of wanted) {
      await studio.show(shown, { language: 'ru', frames: FRAMES });
      await studio.page.screenshot({ path: path.join(folder, `${shown.name}.jpg`), type: 'jpeg', quality: 82, fullPage: true });
    }
  } finally {
    await studio.close();
  }
  if (only.length === 0) await dropOld(folder, wanted.map(({ name }) => `${name}.jpg`));
  return wanted.map(({ name }) => name);
}

async function dropOld(folder: string, kept: readonly string[]): Promise<void> {
  const files = await readdir(folder);
  await Promise.all(files.filter((file) => file.endsWith('.jpg') && !kept.includes(file)).map((file) => rm(path.join(folder, file))));
}
