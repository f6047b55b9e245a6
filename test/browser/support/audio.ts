import type { Page } from 'playwright-core';

/** Sums over all peer connections of a page. */
export interface AudioFigures {
  packetsReceived: number;
  packetsSent: number;
  /** Of what came in; grows only with sound. */
  energyReceived: number;
}

/** Keeps every RTCPeerConnection of the page in `window.peerConnections`; call before the page loads. */
export async function watchAudio(page: Page): Promise<void> {
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

export function audioFigures(page: Page): Promise<AudioFigures> {
  return page.evaluate(async () => {
    const { peerConnections } = window as unknown as { peerConnections: RTCPeerConnection[] };
    const figures = { packetsReceived: 0, packetsSent: 0, energyReceived: 0 };
    for (const connection of peerConnections) {
      for (const report of (await connection.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (report['kind'] !== 'audio') continue;
        if (report['type'] === 'inbound-rtp') {
          figures.packetsReceived += Number(report['packetsReceived'] ?? 0);
          figures.energyReceived += Number(report['totalAudioEnergy'] ?? 0);
        }
        if (report['type'] === 'outbound-rtp') figures.packetsSent += Number(report['packetsSent'] ?? 0);
      }
    }
    return figures;
  });
}

/** Energy that comes in while `ms` pass in the page. Silence has next to none: 1e-5 tells them apart. */
export async function energyDuring(page: Page, ms: number): Promise<number> {
  const before = await audioFigures(page);
  await page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), ms);
  return (await audioFigures(page)).energyReceived - before.energyReceived;
}

/** Above: somebody speaks or something plays. Below: silence, as on hold or when muted. */
export const audibleEnergy = 1e-5;

/** Waits until sound comes in. */
export async function hearsSomething(page: Page, limitMs = 20_000): Promise<void> {
  const start = (await audioFigures(page)).energyReceived;
  await until(async () => (await audioFigures(page)).energyReceived - start > audibleEnergy, 'sound at the page', limitMs);
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
