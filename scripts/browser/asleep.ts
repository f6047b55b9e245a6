import type { Page } from 'playwright-core';

/**
 * Nothing of the page runs any more, as when the browser freezes its tab; its sockets stay. Returns how to wake it.
 * A state set to frozen has no effect on a page that is driven, so its debugger stops it.
 */
export async function fallAsleep(page: Page): Promise<() => Promise<void>> {
  const debug = await page.context().newCDPSession(page);
  const stopped = new Promise((resolve) => { debug.once('Debugger.paused', resolve); });
  await debug.send('Debugger.enable');
  await debug.send('Debugger.pause');
  await stopped;
  return async () => {
    await debug.send('Debugger.resume');
    await debug.detach();
    // A debugger, unlike the browser, does not say that the page runs again.
    await page.evaluate(`document.dispatchEvent(new Event('resume'))`);
  };
}
