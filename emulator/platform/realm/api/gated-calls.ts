import { unknownName } from '../running';
import type { Api, ApiHost } from './api-host';
import { makeModuleMedia } from './media-calls';

type GatedCalls = Record<string, { module: string; make: (...args: unknown[]) => unknown }>;

/** Functions of VoxEngine that come with a module (row 27). */
export function addGatedCalls(host: ApiHost, voxEngine: Api): void {
  const calls: GatedCalls = {
    enqueueACDRequest: { module: 'acd', make: (...args) => host.core.queues.enqueueAcdRequest(host.session(), args) },
    enqueueTask: { module: 'smartqueue', make: (...args) => host.core.queues.enqueueTask(host.session(), args) },
    ...makeModuleMedia(host),
  };
  for (const [name, { module, make }] of Object.entries(calls)) {
    Object.defineProperty(voxEngine, name, {
      enumerable: true,
      configurable: true,
      get() {
        if (isThere(host, module)) return make;
        throw unknownName(`VoxEngine.${name} (needs require of module '${module}')`);
      },
    });
  }
}

export function isThere(host: ApiHost, module: string): boolean {
  return host.core.switches.modulesBeforeRequire === 'present' || host.session().required.has(module);
}
