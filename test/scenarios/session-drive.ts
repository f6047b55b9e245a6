import { vi } from 'vitest';
import type { CallSettings } from '../../contracts/call-settings';
import { signHeaders, toAsciiJson } from '../../contracts/signature';
import { createHmac } from 'node:crypto';
import { FakeCall, installPlatform, type FakePlatform, type HttpCall } from './fake-platform';

export const SETTINGS: CallSettings = {
  version: 1,
  franchise: 'center',
  queue: { engine: 'acd', name: 'center', smartQueuePriority: 'larger-first', ringSeconds: 20 },
  numbering: { countryCode: '7', trunkPrefix: '8', internationalPrefix: '810', nationalLengths: [10] },
  greeting: null,
  goodbye: null,
  operatorLost: { text: 'One moment', voice: 'Amazon.ru_RU_Tatyana' },
  musicUrl: 'music.mp3',
  maxWaitMs: 300_000,
  allowTestCalls: false,
  desk: { eventsUrl: 'https://desk.example.com/events' },
};

export interface DrivenSession {
  platform: FakePlatform;
  caller: FakeCall;
  operator: FakeCall;
  /** The desk's answers to everything that is open now. */
  deskAnswers(code?: number, text?: string): void;
  /** Kinds of events in each request so far. */
  requests(): string[][];
}

/** The real entry, on the fake platform, with a call that has just alerted. */
export async function session(settings: Partial<CallSettings> = {}): Promise<DrivenSession> {
  const platform = installPlatform();
  const caller = new FakeCall('79161234567');
  vi.resetModules();
  vi.doMock('vox:settings', () => ({ default: { ...SETTINGS, ...settings } }));
  await import('../../scenarios/inbound');
  platform.session.emit('Started', { sessionId: 7, accessSecureURL: 'https://session.example.com/secret' });
  platform.session.emit('CallAlerting', {
    call: caller, callerid: '8 (916) 123-45-67', destination: '74951234567', fromURI: '', headers: { 'VI-Client-Type': 'pstn' },
  });
  const answered = new Set<HttpCall>();
  return {
    platform,
    caller,
    operator: new FakeCall('op1'),
    deskAnswers: (code = 200, text = '{"accepted":1}') => {
      for (const open of platform.http.filter((request) => !answered.has(request))) {
        answered.add(open);
        open.answer(code, text);
      }
    },
    requests: () => platform.http.map(({ body }) => body.events.map(({ kind }) => kind)),
  };
}

/** Until the caller waits in the queue. */
export async function queuedSession(settings: Partial<CallSettings> = {}): Promise<DrivenSession> {
  const driven = await session(settings);
  driven.caller.emit('Connected');
  driven.deskAnswers();
  driven.platform.request.emit('Queued');
  return driven;
}

/** A signed command as the desk posts it; `change` breaks it on purpose. */
export function command(body: object, change: { key?: string; nowMs?: number; nonce?: string } = {}): object {
  const content = toAsciiJson(body);
  const headers = signHeaders(
    { body: content, nowMs: change.nowMs ?? Date.now(), nonce: change.nonce ?? 'n1', keyName: 'VOX_DESK_KEY_1', key: change.key ?? 'first key' },
    (key, data) => createHmac('sha256', key).update(data).digest('hex'),
  );
  return { method: 'POST', path: '/', content, headers: Object.entries(headers).map(([key, value]) => ({ key, value })) };
}
