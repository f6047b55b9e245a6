import type { Cloud, CloudOptions } from './cloud';
import { Platform } from './platform/platform';

export function createCloud(options: CloudOptions): Cloud {
  return new Platform(options);
}
