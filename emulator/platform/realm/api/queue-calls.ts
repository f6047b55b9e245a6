import type { Api, ApiHost } from './api-host';

/** Functions of VoxEngine that come with a module (row 27). */
export const GATED_FUNCTIONS: Readonly<Record<string, string>> = {
  enqueueACDRequest: 'acd',
  enqueueTask: 'smartqueue',
};

/** Puts the queue functions on VoxEngine; each needs its module first. */
export function addQueueCalls(host: ApiHost, voxEngine: Api): void {
  const { queues } = host.core;
  const functions: Record<string, (...args: unknown[]) => unknown> = {
    enqueueACDRequest: (...args) => queues.enqueueAcdRequest(host.session(), args),
    enqueueTask: (...args) => queues.enqueueTask(host.session(), args),
  };
  for (const [name, module] of Object.entries(GATED_FUNCTIONS)) {
    Object.defineProperty(voxEngine, name, {
      enumerable: true,
      configurable: true,
      get() {
        if (isThere(host, module)) return functions[name];
        throw host.core.unknownName(`VoxEngine.${name} (needs require of module '${module}')`);
      },
    });
  }
}

export function isThere(host: ApiHost, module: string): boolean {
  return host.core.switches.modulesBeforeRequire === 'present' || host.session().required.has(module);
}
