import type { Core } from '../session/core';
import { Compiler } from './compile';
import { SharedRealms } from './shared-realm';

/**
 * Lets clouds that live one after another share a context and the code compiled in it: making
 * both anew costs more than a whole call. Never for two clouds that live at the same time.
 */
export class RealmPool {
  readonly compiler = new Compiler();
  private readonly pooled = new Map<string, { present: { core: Core }; realms: SharedRealms }>();

  realmsOf(core: Core): SharedRealms {
    // The two that the globals are made with; a cloud with other settings needs others.
    const key = `${core.switches.textEncoding}/${core.switches.modulesBeforeRequire}`;
    const known = this.pooled.get(key);
    if (known) {
      known.present.core = core;
      return known.realms;
    }
    const present = { core };
    const following = new Proxy<Core>(core, { get: (_, name) => Reflect.get(present.core, name) as unknown });
    const realms = new SharedRealms(following);
    this.pooled.set(key, { present, realms });
    return realms;
  }
}
