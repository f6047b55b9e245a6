import type { DeskConfig } from '../config';

/** No inline script, no foreign script; calls go to Voximplant, or to the emulator's gateway. */
export function contentSecurityPolicy(
  { config, connectSources }: { config: DeskConfig; connectSources: readonly string[] },
): Record<string, string[]> {
  const voximplant = config.local ? [] : ['https://*.voximplant.com'];
  const gateways = config.local ? [] : ['wss://*.voximplant.com'];
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'media-src': ["'self'", 'blob:', 'data:', ...voximplant],
    'connect-src': ["'self'", ...voximplant, ...gateways, ...connectSources],
    'worker-src': ["'self'", 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
}
