/** One thing that must be right for calls to arrive. */
export interface Check {
  name: string;
  ok: boolean;
  /** What was found. */
  why: string;
  /** What to do; '' where nothing is to be done. */
  fix: string;
}

export const good = (name: string, why: string): Check => ({ name, ok: true, why, fix: '' });
export const bad = (name: string, why: string, fix: string): Check => ({ name, ok: false, why, fix });
