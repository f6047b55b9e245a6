import { UserError } from './user-error';

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read or written by this user',
  EPERM: 'may not be read or written by this user',
  EROFS: 'is on a disk that can only be read',
  ENOSPC: 'could not be written: the disk is full',
  EDQUOT: 'could not be written: the quota of this user is used up',
  ENOENT: 'is not there',
  ENOTDIR: 'leads through a file that is no folder',
  EISDIR: 'is a folder, where a file was expected',
};

/** Whether a folder or a file cannot be written, which a command that only looks can do without. */
export function isUnwritable(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'].includes(codeOf(error));
}

/** What the file system refused, in words; undefined for any other error. */
export function fileTrouble(error: unknown): UserError | undefined {
  const words = WORDS[codeOf(error)];
  const { path } = error as NodeJS.ErrnoException;
  if (words === undefined || path === undefined) return undefined;
  return new UserError(`${path} ${words} (${codeOf(error)}). What vox writes lies in .vox, beside voxfiles.config.ts, unless a flag names a file.`, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code ?? '' : '';
}
