import type { Heard } from '../../emulator/platform/lines';
import type { PageState } from '../../operator/state';
import type { CallerEvents } from './caller';
import type { ExploredOperator } from './operator';
import type { World } from './world';

/** What of a page's change a person standing beside the operator would see. */
export function notePage(world: World, operator: ExploredOperator, { before, after }: { before: PageState; after: PageState }): void {
  const say = (what: string) => world.note(operator.name, what);
  if (before.sync.platform !== after.sync.platform && after.sync.platform !== null) say(`is ${after.sync.platform}`);
  if (!before.offer && after.offer) say('rings');
  if (before.offer && !after.offer) say(after.talk ? 'is connected' : 'stops ringing');
  if (!before.talk?.audio && after.talk?.audio) say('hears the caller');
  if (before.talk && !after.talk) say('has the call ended');
  if (!before.wrapUp && after.wrapUp) say('wraps up');
  if (before.wrapUp && !after.wrapUp) say('is through with it');
}

export function noteCaller(world: World): CallerEvents {
  return {
    connected: (caller) => world.note(caller.name, 'is answered'),
    hears: (caller, heard) => {
      if (caller.endedAtMs !== null) return;
      world.note(caller.name, `hears ${describeHeard(heard)}`);
      world.monitor.heard(caller);
    },
    ended: (caller) => {
      world.note(caller.name, 'is off the line');
      world.monitor.callerGone(caller);
    },
  };
}

function describeHeard(heard: Heard): string {
  switch (heard.kind) {
    case 'leg': return 'an operator';
    case 'sound': return 'music';
    case 'speech': return `"${heard.text.slice(0, 20)}"`;
    default: return heard.kind;
  }
}
