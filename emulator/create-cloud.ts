import type { Cloud, CloudOptions } from './cloud';
import { Platform } from './platform/platform';

/** The cloud alone; its Management API, gateway and access URLs are served by who needs them. */
export function createCloud(options: CloudOptions): Cloud {
  return new Platform(options);
}
