import type { CommandContext } from './command';

/** Where `vox` itself stands with the sources of page and phone: the project, or a package of it. */
export function productFolder({ root, env }: Pick<CommandContext, 'root' | 'env'>): string {
  return env['VOX_FOLDER'] ?? root;
}
