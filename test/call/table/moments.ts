import type { CallSettings } from '../../../contracts/call-settings';
import type { TransferMode, TransferTarget } from '../../../contracts/desk-commands';
import {
  alert, alive, bidden, bye, callerGone, connected, delivered, digit, go, greeted, inQueue, inTalk, legGone, noAdvice, offered, queued, reached,
  RICH, SETTINGS, tick, unserved, type Driven, type Happens,
} from '../drive';

const HOURS = { timeZone: 'Europe/Moscow', weekly: [], holidays: [], exceptions: {} };
const NIGHT = { weekday: 1, minute: 0, date: '2026-11-23' };
const words = (text: string) => ({ text, voice: 'v' });
const MENU: CallSettings = { ...RICH, menu: { prompt: words('Press one'), choices: { 1: { queue: 'billing', skills: [{ name: 'en', levels: [3] }] }, 2: {} }, answerMs: 4_000 } };
const ACD: CallSettings = { ...RICH, queue: { ...RICH.queue, engine: 'acd' } };

/** Only what is better is said, and only the place. */
const ONLY_BETTER: CallSettings = { ...RICH, announcements: { firstMs: 20_000, everyMs: 1_000, position: words('Number {position}'), onlyBetter: true } };
const FIRST: CallSettings = { ...SETTINGS, lastOperatorFirst: { seconds: 15 } };

const said = (what: Extract<Happens, { kind: 'said' }>['what']): Happens => ({ kind: 'said', what });
const place = (position: number, ewtMs: number | null): Happens => ({ kind: 'queue', event: { kind: 'waiting', position, ewtMs } });
const withLeg = (operator: string, leg: number): Happens => ({ kind: 'queue', event: { kind: 'offered', operator, leg } });
const give = (mode: TransferMode, to: TransferTarget): Happens =>
  ({ kind: 'command', command: { kind: 'transfer', commandId: 'g', callId: '7', operator: 'op1', mode, to } });
const dialled = (leg: number): Happens => ({ kind: 'dialled', leg });
const legUp = (leg: number): Happens => ({ kind: 'legUp', leg });
const recording: Happens = { kind: 'recording', url: 'https://records/0' };

const rich = go(alert(RICH), [1, connected], [2, noAdvice], [3, greeted], [3.5, greeted]);
const waits = go(rich, [4, queued]);
const heardPlace = go(waits, [5, place(4, 400_000)]);
const rings = go(inQueue(), [5, withLeg('op1', 0)]);
const talks = inTalk();
const NUMBER = { number: '+74957654321' };
const handing = go(talks, [20, give('consult', { operator: 'op2' })]);
const rung = go(handing, [20, dialled(1)]);
const consults = go(rung, [25, legUp(1)], [26, alive(1)]);
const numbered = go(talks, [20, give('consult', NUMBER)], [20, dialled(1)]);
const lostOnce = go(talks, [30, legGone()]);
const lostTwice = go(lostOnce, [31, queued], [35, offered('op1')], [39, reached('op1')], [40, alive()], [60, legGone()]);
const twiceInTalk = go(lostTwice, [61, queued], [65, offered('op1')], [66, reached('op1')], [67, alive()]);
const leaving = go(waits, [304, tick]);
const second = go(leaving, [306, bidden]);
const asked = go(second, [307, queued], [370, tick]);
const offline = go(waits, [9, unserved('offline')]);
const message = go(offline, [30, tick]);
const tone = go(message, [32, bidden]);
const records = go(tone, [33, bidden], [33, recording]);
const closed = alert({ ...RICH, hours: HOURS }, { localTime: NIGHT });

/** A call in each of its states, by the ways that lead there. */
export const MOMENTS: Readonly<Record<string, Driven>> = {
  alerting: alert(),
  'alerting, closed': closed,
  'alerting, closed without words': alert({ hours: HOURS, goodbye: null }, { localTime: NIGHT }),
  'alerting, with a menu': alert(MENU, { from: '+79160000001' }),
  greeting: go(alert(), [1, connected]),
  'greeting, two sentences': go(alert(RICH), [1, connected]),
  'greeting, the last sentence, advised': go(alert(RICH), [1, connected], [2, noAdvice], [3, greeted]),
  'greeting is over, no advice yet': go(alert(), [1, connected], [1.2, greeted]),
  'no greeting': go(alert({ greeting: null }), [0.5, connected]),
  'greeting, menu follows': go(alert(MENU), [1, connected], [2, noAdvice], [3, greeted]),
  'greeting, last operator first': go(alert(FIRST), [1, connected]),
  menu: go(alert(MENU), [1, connected], [2, noAdvice], [3, greeted], [3.5, greeted]),
  queueing: go(alert(), [1, connected], [2, noAdvice], [3, greeted]),
  'queueing, everything configured': rich,
  'queueing again, its sentence plays': lostOnce,
  'queueing in the second queue': second,
  'queueing, patience is over': go(alert({ maxWaitMs: 5_000 }), [1, connected], [2, noAdvice], [3, greeted], [9, noAdvice]),
  waiting: inQueue(),
  'waiting, everything configured': waits,
  'waiting, place known': heardPlace,
  'waiting, announced': go(heardPlace, [24, tick]),
  'waiting, second half of the announcement': go(heardPlace, [24, tick], [27, said('announcement')]),
  'waiting, comfort': go(waits, [50, tick]),
  'waiting, comfort for the second time': go(waits, [23.5, tick], [50, tick], [52, said('announcement')], [95, tick]),
  'waiting, asked whether to call back': go(waits, [6, digit('1')]),
  'waiting, ACD v1': go(alert(ACD), [1, connected], [2, noAdvice], [3, greeted], [3.5, greeted], [4, queued]),
  'waiting, ACD v1, place asked': go(alert(ACD), [1, connected], [2, noAdvice], [3, greeted], [3.5, greeted], [4, queued], [24, tick]),
  'waiting, only better places': go(alert(ONLY_BETTER), [1, connected], [2, noAdvice], [3, greeted], [3.5, greeted], [4, queued], [5, place(4, null)], [24, tick], [26, said('announcement')]),
  'waiting, only better places, asked': go(alert({ ...ONLY_BETTER, queue: ACD.queue }), [1, connected], [2, noAdvice], [3, greeted], [3.5, greeted], [4, queued], [24, tick], [25, place(4, null)], [26, said('announcement')], [41, tick]),
  'waiting in the second queue': go(second, [307, queued]),
  offered: go(inQueue(), [5, offered('op1')]),
  'offered, its leg is known': rings,
  'offered, alive before it is reached': go(rings, [6, alive(0)]),
  'offered, announcement plays': go(heardPlace, [24, tick], [25, offered('op1')]),
  'offered, asked whether to call back': go(waits, [6, digit('1')], [7, offered('op1')]),
  'offered, patience is over': go(inQueue({ maxWaitMs: 3_000 }), [5, offered('op1')], [8, noAdvice]),
  reached: go(rings, [9, reached('op1')]),
  'reached, to be recorded': go(alert(RICH), [1, connected], [2, noAdvice], [3, greeted], [3.5, greeted], [4, queued], [5, offered('op1')], [9, reached('op1')]),
  'reached again, recorded already': go(waits, [5, offered('op1')], [9, reached('op1')], [10, alive()], [11, recording], [20, legGone()], [21, queued], [22, reached('op1')]),
  talking: talks,
  'talking, bye was said': go(talks, [20, bye()]),
  'talking, urgent caller': go(alert({ callers: { urgent: ['+79161234567'] } }), [1, connected], [2, noAdvice], [3, greeted], [4, queued], [5, reached('op1')], [6, alive()]),
  'talking, two operators were lost': twiceInTalk,
  'talking, patience nearly over': go(inQueue({ maxWaitMs: 6_000, operatorLost: null }), [9, offered('op1')], [10, reached('op1')], [11, alive()]),
  'transferring to a colleague, no leg yet': handing,
  'transferring to a colleague': rung,
  'transferring to a colleague, who picked up': go(rung, [25, legUp(1)]),
  'transferring to a colleague, blind': go(talks, [20, give('blind', { operator: 'op2' })], [20, dialled(1)]),
  'transferring, the giver is gone': go(rung, [21, bye()]),
  'transferring to a number': numbered,
  'transferring to a number, blind': go(talks, [20, give('blind', NUMBER)], [20, dialled(1)]),
  consulting: consults,
  'consulting a number': go(numbered, [25, legUp(1)]),
  'goodbye, more follows': leaving,
  'goodbye, the last words': go(inQueue(), [304, tick]),
  asking: asked,
  'forwarding, no leg yet': offline,
  forwarding: go(offline, [10, dialled(1)]),
  forwarded: go(offline, [10, dialled(1)], [15, legUp(1)]),
  'voicemail, intro': message,
  'voicemail, tone': tone,
  'voicemail, recording': records,
  'voicemail, stopping': go(records, [40, digit('#')]),
  'voicemail, stopping, nothing is stored': go(tone, [33, bidden], [40, callerGone]),
  draining: go(inQueue({ goodbye: null }), [304, tick]),
  'draining, delivered': go(inQueue({ goodbye: null }), [304, tick], [305, delivered]),
  'draining, the caller is gone': go(talks, [40, callerGone]),
  ended: go(talks, [40, callerGone], [41, delivered]),
};
