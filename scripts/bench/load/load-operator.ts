import { LEG_HEADERS, LEG_MESSAGES } from '../../../contracts/desk-commands';
import type { DeskPage } from '../../targets';
import { answerTo } from './sdp-answer';
import { openSdkPage, type SdkLogin, type SdkMessage, type SdkPage } from './sdk-page';

/** How an operator works, milliseconds. */
export interface LoadPace {
  answerMs: number;
  talkMs: number;
  wrapUpMs: number;
}

export interface LoadOperatorOptions {
  login: SdkLogin;
  desk: DeskPage;
  pace: LoadPace;
  /** A call's offer has come; told before anything is done about it. */
  offered: (callId: string) => void;
  /** He has saved a call; a call that lost its operator is saved by two. */
  served: (callId: string) => void;
  failed: (error: unknown) => void;
}

/** Half a minute of silence is what the scenario allows; the page says it as often. */
const ALIVE_EVERY_MS = 10_000;

/** An operator with the page open: answers every call, talks, wraps up and saves, and is ready again. */
export interface LoadOperator {
  leave(): void;
}

export async function openLoadOperator(options: LoadOperatorOptions): Promise<LoadOperator> {
  const { login, desk, failed } = options;
  const work = { options, legs: new Map<string, Leg>() };
  const sdk: SdkPage = await openSdkPage(login, {
    heard: (message) => hear({ ...work, sdk }, message),
    lost: (code) => failed(new Error(`a page lost its socket with ${code}`)),
  });
  sdk.setStatus('READY');
  return {
    leave() {
      for (const { alive } of work.legs.values()) clearInterval(alive);
      desk.leave();
      sdk.leave();
    },
  };
}

interface Leg {
  callId: string;
  talked: boolean;
  alive?: NodeJS.Timeout;
}

interface Work {
  options: LoadOperatorOptions;
  sdk: SdkPage;
  legs: Map<string, Leg>;
}

function hear(work: Work, { name, params }: SdkMessage): void {
  const id = String(params[0]);
  if (name === 'handleIncomingConnection') return ring(work, id, { headers: Object(params[3]) as Record<string, string>, offer: String(params[4]) });
  const leg = work.legs.get(id);
  if (!leg) return;
  if (name === 'handleConnectionConnected') talk(work, id, leg);
  else if (name === 'handleConnectionDisconnected' || name === 'handleConnectionFailed') over(work, id, leg);
}

function ring(work: Work, id: string, { headers, offer }: { headers: Record<string, string>; offer: string }): void {
  const { options, sdk, legs } = work;
  const callId = headers[LEG_HEADERS.call] ?? '';
  options.offered(callId);
  sdk.say('confirmIncomingConnection', id);
  legs.set(id, { callId, talked: false });
  options.desk.presence('ringing', callId);
  options.desk.lookUp(callId).catch(options.failed);
  setTimeout(() => sdk.say('acceptCall', id, {}, answerTo(offer), {}), options.pace.answerMs);
}

function talk({ options, sdk }: Work, id: string, leg: Leg): void {
  leg.talked = true;
  options.desk.presence('talking', leg.callId);
  const message = (text: string) => sdk.say('sendSIPInfo', id, 'application', 'zingaya-im', text, {});
  message(LEG_MESSAGES.alive);
  leg.alive = setInterval(() => message(LEG_MESSAGES.alive), ALIVE_EVERY_MS);
  setTimeout(() => {
    message(LEG_MESSAGES.bye);
    sdk.say('disconnectCall', id, {});
  }, options.pace.talkMs);
}

function over({ options, sdk, legs }: Work, id: string, { callId, talked, alive }: Leg): void {
  clearInterval(alive);
  legs.delete(id);
  const { desk, pace, served, failed } = options;
  if (!talked) return failed(new Error('an offer ended before it was answered'));
  desk.presence('wrap-up', callId);
  setTimeout(() => {
    desk.save(callId).then(() => served(callId)).catch(failed);
    desk.presence('ready');
    sdk.setStatus('READY');
  }, pace.wrapUpMs);
}
