export const iso = (atMs: number): string => new Date(atMs).toISOString();
