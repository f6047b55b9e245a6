import type { BrowserContext, Page } from 'playwright-core';

/** Of one peer connection; all zero once it is closed. */
interface AudioFigures {
  packetsReceived: number;
  /** Of what came in; grows only with sound. */
  energyReceived: number;
}

/** Keeps every RTCPeerConnection of the page, or of every page, in `window.peerConnections`; call before it loads. */
export async function watchAudio(page: Page | BrowserContext): Promise<void> {
  await page.addInitScript(() => {
    const kept: RTCPeerConnection[] = [];
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        kept.push(this);
      }
    };
    Object.assign(window, { peerConnections: kept });
  });
}

/** Of every connection of the page, in the order in which it opened them. */
function audioFigures(page: Page): Promise<AudioFigures[]> {
  return page.evaluate(() => {
    const { peerConnections } = window as unknown as { peerConnections: RTCPeerConnection[] };
    return Promise.all(peerConnections.map(async (connection) => {
      const reports = [...(await connection.getStats()).values() as Iterable<Record<string, unknown>>];
      const received = reports.find((report) => report['type'] === 'inbound-rtp' && report['kind'] === 'audio');
      return { packetsReceived: Number(received?.['packetsReceived'] ?? 0), energyReceived: Number(received?.['totalAudioEnergy'] ?? 0) };
    }));
  });
}

/** From now on, at the connection where it grows most: one that closes meanwhile takes nothing away. Call the result to read it. */
export async function watchGrowth(page: Page, figure: keyof AudioFigures): Promise<() => Promise<number>> {
  const before = await audioFigures(page);
  return async () => Math.max(0, ...(await audioFigures(page)).map((now, index) => now[figure] - (before[index]?.[figure] ?? 0)));
}

/** Energy that comes in while `ms` pass in the page. Silence has next to none: 1e-5 tells them apart. */
async function energyDuring(page: Page, ms: number): Promise<number> {
  const growth = await watchGrowth(page, 'energyReceived');
  await page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), ms);
  return growth();
}

/** What came in of a sound that never pauses: each packet carries 20 ms of it. */
export interface ReceivedSound {
  elapsedMs: number;
  /** Of that time, how much did not come: no gap is longer. */
  missingMs: number;
  packetsLost: number;
  connections: number;
}

/** From now on; call the result to read it. */
export async function soundSince(page: Page): Promise<() => Promise<ReceivedSound>> {
  const read = () => page.evaluate(async () => {
    const { peerConnections } = window as unknown as { peerConnections: RTCPeerConnection[] };
    const live = peerConnections.filter(({ connectionState }) => connectionState === 'connected');
    const reports = [...(await live[0]?.getStats())?.values() as Iterable<Record<string, unknown>>];
    const received = reports.find((report) => report['type'] === 'inbound-rtp' && report['kind'] === 'audio');
    return { atMs: performance.now(), packets: Number(received?.['packetsReceived']), lost: Number(received?.['packetsLost']), connections: live.length };
  });
  const before = await read();
  return async () => {
    const now = await read();
    const elapsedMs = Math.round(now.atMs - before.atMs);
    return { elapsedMs, missingMs: elapsedMs - 20 * (now.packets - before.packets), packetsLost: now.lost - before.lost, connections: now.connections };
  };
}

/** Above: somebody speaks or something plays. Below: silence, as on hold or when muted. */
export const audibleEnergy = 1e-5;

/** Waits until sound comes in. */
export async function hearsSomething(page: Page, limitMs = 20_000): Promise<void> {
  const growth = await watchGrowth(page, 'energyReceived');
  await until(async () => (await growth()) > audibleEnergy, 'sound at the page', limitMs);
}

/** Waits until half a second passes without sound; what is on its way plays out first. */
export async function hearsNothing(page: Page): Promise<void> {
  await until(async () => (await energyDuring(page, 500)) < audibleEnergy, 'silence at the page');
}

/** Asks again until it is so; says what did not come. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string, limitMs = 20_000): Promise<void> {
  const endMs = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > endMs) throw new Error(`Waited ${limitMs} ms for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
