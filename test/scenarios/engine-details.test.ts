import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { QueueEvent } from '../../contracts/queue-port';
import { enqueueAcd } from '../../scenarios/queue/acd';
import { ENGINES } from '../../scenarios/queue/engines';
import type { Enqueue, QueueOrder, QueueRequest } from '../../scenarios/queue/port';
import { enqueueSmart } from '../../scenarios/queue/smartqueue';
import { userName, userOfLeg } from '../../scenarios/queue/user-name';
import { FakeCall, installPlatform, type FakePlatform } from './fake-platform';

let platform: FakePlatform;
let heard: QueueEvent<Call>[];
let attempted: string[];
let queue: QueueRequest;

beforeEach(() => {
  platform = installPlatform();
  [heard, attempted] = [[], []];
});
afterEach(() => vi.unstubAllGlobals());

function start(engine: Enqueue): void {
  const order: QueueOrder = {
    caller: new FakeCall('79161234567') as unknown as Call, callId: '7', callerId: '+79161234567', queueName: 'center', priority: 25,
    ringSeconds: 20, headers: {}, skills: [], first: null,
  };
  const attempt = (what: string, fn: () => void) => {
    attempted.push(what);
    fn();
  };
  queue = engine(order, { emit: (event) => heard.push(event), guard: (_what, fn) => fn, attempt });
}
function says(...events: [name: string, payload?: object][]): void {
  for (const [name, payload] of events) platform.request.emit(name, payload);
}
const deeds = () => platform.request.deeds;

it('both engines stand under their names in the settings', () => {
  expect(ENGINES).toEqual({ smartqueue: enqueueSmart, acd: enqueueAcd });
});

describe('ACD v1, in detail', () => {
  beforeEach(() => start(enqueueAcd));
  const leg = new FakeCall('op1');
  const rings: [string, object] = ['OperatorCallAttempt', { operatorCall: leg }];

  it('shows the leg that rings, and the one that is reached', () => {
    says(rings, ['OperatorReached', { operatorCall: leg }]);
    expect(heard).toEqual([{ kind: 'offered', operator: 'op1', leg }, { kind: 'reached', operator: 'op1', leg }]);
  });

  it.each(['Offline', 'QueueFull', 'Error'])('%s ends the ring before it, and the request: what comes after is cancelled', (event) => {
    says(rings, [event], ['Queued']);
    expect(heard.map(({ kind }) => kind)).toEqual(['offered', 'offerEnded', 'unserved']);
    expect(heard[1]).toEqual({ kind: 'offerEnded', operator: 'op1', cause: 'unknown' });
    expect([deeds(), attempted]).toEqual([['cancel'], ['cancelling a request again']]);
    queue.leave();
    expect(deeds()).toEqual(['cancel']);
  });

  it('after leaving says nothing of places and asks for none', () => {
    says(['Queued']);
    queue.leave();
    says(['Waiting', { position: 1, ewt: 1 }]);
    queue.askPosition();
    expect([heard, deeds()]).toEqual([[{ kind: 'queued' }], ['cancel']]);
  });

  it('hangs a late leg up by an attempt: the platform may have ended it', () => {
    queue.leave();
    says(['OperatorReached', { operatorCall: new FakeCall('op2') }]);
    expect(attempted).toEqual(['hanging up a late operator']);
  });
});

describe('SmartQueue, in detail', () => {
  beforeEach(() => start(enqueueSmart));
  const leg = new FakeCall('op1');
  const distributed: [string, object] = ['TaskDistributed', { operatorId: 12, operatorName: 'op1' }];

  it('shows who rings by his id, and ends nothing that is wanted', () => {
    says(['EnqueueSuccess'], ['Waiting', { position: 1, ewt: 0, code: 501 }], distributed);
    expect(heard).toEqual([{ kind: 'queued' }, { kind: 'waiting', position: 1, ewtMs: null }, { kind: 'offered', operator: 'op1', operatorId: 12 }]);
    expect([deeds(), attempted]).toEqual([[], []]);
  });

  it('R9 does not hang a leg up by its own echo', () => {
    const own = new FakeCall('op1');
    says(['OperatorReached', { agentCall: own }], ['OperatorReached', { agentCall: own }]);
    expect([own.deeds, heard]).toEqual([[], [{ kind: 'reached', operator: 'op1', leg: own }]]);
  });

  it('ends once what is left once, and again what goes on all the same', () => {
    queue.leave();
    queue.leave();
    expect(deeds()).toEqual(['end caller left']);
    says(['Waiting', { position: 1, ewt: 0, code: 200 }], distributed, ['OperatorReached', { agentCall: leg }]);
    expect([heard, deeds().slice(1)]).toEqual([[], ['end caller left', 'end caller left']]);
    expect(attempted).toEqual(['ending a task again', 'ending a task again', 'hanging up a late operator']);
  });

  it('ends nothing that the platform refused', () => {
    says(['TaskCanceled', { status: 1001, description: '' }], ['Waiting', { position: 1, ewt: 0, code: 200 }], ['Error', { type: 1001, description: '' }]);
    queue.leave();
    expect([heard, deeds()]).toEqual([[{ kind: 'unserved', cause: 'timeout' }], []]);
  });

  it('asks for no place: the platform pushes it', () => {
    queue.askPosition();
    expect(deeds()).toEqual([]);
  });
});

describe('whose leg it is', () => {
  it.each([
    ['op1', 'op1'], ['sip:op1@host', 'op1'], ['SIPS:op1.suffix', 'op1'], ['1op', '1op'], ['op_1-x', 'op_1-x'],
    ['79161234567', 'op9'], ['Xop1', 'op9'], ['op1!', 'op9'], ['o1', 'op9'], ['', 'op9'],
  ])('%j is of %s where op9 was offered', (number, operator) => {
    expect(userOfLeg(new FakeCall(number) as unknown as Call, 'op9')).toBe(operator);
  });

  it('is the number itself where nobody was offered', () => {
    expect(userOfLeg(new FakeCall('79161234567') as unknown as Call, null)).toBe('79161234567');
    expect(userName('op-sip:1')).toBe('op-sip:1');
  });
});
