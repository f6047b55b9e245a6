import path from 'node:path';
import { loadLocalPages } from '../targets';
import type { DevStack } from './dev';

/** Opens the first operator's page and the telephone; the result says what happened or what to do. */
export async function showInBrowser({ config, pages, local }: DevStack, root: string): Promise<string> {
  const { openBrowser } = await loadLocalPages();
  const [operator] = config.operators;
  const shown = openBrowser({
    urls: [`${pages.url}/as/${operator?.name ?? ''}`, pages.phoneUrl],
    certificate: local.certificate.cert,
    profile: path.join(root, '.vox', 'browser'),
  });
  return shown.opened ? 'A browser window with both pages is opening.' : shown.advice;
}
