import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { toWebp } from '../page/draw-pictures';
import { launch, openPage } from '../support/browser';

/** How wide a screen it is looked at on. */
const WIDTHS = [1280, 390];

/** The names of the files drawn. `closer`: PNGs, and the PDF that a printer gets. */
export async function drawReport({ report, folder, closer }: { report: string; folder: string; closer: boolean }): Promise<string[]> {
  const browser = await launch();
  const drawn: string[] = [];
  const keep = async (name: string, bytes: Buffer): Promise<void> => {
    await writeFile(path.join(folder, name), bytes);
    drawn.push(name);
  };
  try {
    const page = await openPage(browser, { viewport: { width: 1280, height: 900 } });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(pathToFileURL(report).href);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) throw new Error(`At ${width} px the report is ${wide} px wide.`);
      const png = await page.screenshot({ fullPage: true });
      await keep(`report-${width}.${closer ? 'png' : 'webp'}`, closer ? png : await toWebp(page, png));
    }
    if (closer) {
      await page.setViewportSize({ width: 720, height: 1018 });
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      await keep('report-print.png', await page.screenshot({ fullPage: true }));
      await keep('report.pdf', await page.pdf({ format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } }));
    }
  } finally {
    await browser.close();
  }
  return drawn;
}
