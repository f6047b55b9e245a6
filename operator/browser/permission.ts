import { after } from './after';

const LIMIT_MS = 500;

/** Asked in passing: a browser that does not say it at once does not say it. */
export function permission(name: 'microphone' | 'notifications'): Promise<PermissionState | 'unknown'> {
  const asked = navigator.permissions?.query({ name: name }).then(({ state }) => state, () => 'unknown' as const);
  return Promise.race([asked ?? 'unknown' as const, after(LIMIT_MS).then(() => 'unknown' as const)]);
}
