import { expect, test } from 'vitest';
import { readReplay, watchHistory, type ReplayFile } from '../../explorer';
import { bundlesToExplore } from '../../scripts/explore/bundles';
import { cuesOf, describeSeen } from '../../scripts/replay/browser/script';
import { ROOT } from '../architecture/sources';

test('what a history looks like is told step by step: before each, and all that lasts', async () => {
  const history: ReplayFile = {
    kind: 'vox-history', version: 1, engine: 'smartqueue', callers: 1, operators: 2, seed: 1, switches: {},
    actions: ['op2.sleep', 'caller1.dial', 'wait', 'wait', 'wait', 'wait', 'wait', 'wait', 'caller1.takeOut', 'op2.answer'],
  };
  const { options, actions } = readReplay(history, await bundlesToExplore(ROOT, 'smartqueue'));
  const watched = await watchHistory(options, actions);
  const told = cuesOf(watched, 20_000).map((cue) => (cue.kind === 'step'
    ? `${cue.atMs} ${cue.step.text}${cue.step.isPossible ? '' : ' not possible'}`
    : `${cue.atMs} ${cue.isLasting ? `for ${cue.lastsMs} ` : ''}${describeSeen(cue.seen, ['op1', 'op2']).join(' · ')}`));
  expect(told).toEqual([
    '0 op1 on READY · op2 on READY · caller1 not yet',
    '0 op2.sleep',
    '0 op1 on READY · op2 asleep READY · caller1 not yet',
    '0 caller1.dial',
    '20 for 10000 op1 ringing DIALING · op2 asleep READY · caller1 waits',
    '10020 op1 paused ONLINE · op2 asleep READY · caller1 waits',
    '10020 caller1.takeOut',
    '10020 op1 paused ONLINE · op2 asleep READY · caller1 waits',
    '10020 op2.answer not possible',
    '10020 for 9980 op1 paused ONLINE · op2 asleep READY · caller1 gone',
  ]);
});
