/** One thing that was done or that happened, as the timeline prints it and the history hashes it. */
export interface Note {
  /** Virtual milliseconds since the world began. */
  atMs: number;
  /** `caller1`, `op2`, `call1`, `desk`. */
  who: string;
  what: string;
}

/** The order of the events without their times: two runs with the same one are the same history. */
export function historyHash(notes: readonly Note[]): string {
  return hash(notes, (note) => `${note.who} ${note.what}\n`);
}

/** With the times: two prefixes with the same one have led into the same state. */
export function stateHash(notes: readonly Note[], nowMs: number): string {
  return hash(notes, (note) => `${note.atMs} ${note.who} ${note.what}\n`, String(nowMs));
}

/** Two 32-bit FNV-1a hashes with different starts: 64 bits are enough to tell millions apart. */
function hash(notes: readonly Note[], line: (note: Note) => string, tail = ''): string {
  let left = 0x811c9dc5;
  let right = 0x01000193;
  const mix = (text: string) => {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      left = Math.imul(left ^ code, 0x01000193);
      right = Math.imul(right ^ code, 0x85ebca6b) ^ (right >>> 13);
    }
  };
  for (const note of notes) mix(line(note));
  mix(tail);
  return (left >>> 0).toString(36) + (right >>> 0).toString(36);
}
