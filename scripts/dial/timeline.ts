import type { Output } from '../command';
import type { StoryEntry } from './story-entry';

type Colors = Output['colors'];

/** Prints entries as lines: when, who, what. */
export function timelinePrinter(names: readonly string[], colors: Colors): (entry: StoryEntry) => string {
  const width = Math.max(6, ...names.map((name) => name.length));
  return ({ atMs, who, kind, text }) => {
    const time = colors.dim(`${(atMs / 1000).toFixed(3).padStart(8)} s`);
    return `${time}  ${colorOf(who, colors)(who.padEnd(width))}  ${emphasis(kind, colors)(text)}`;
  };
}

function colorOf(who: string, colors: Colors): (text: string) => string {
  if (who === 'caller') return colors.yellow;
  if (who === 'call') return colors.cyan;
  return who === 'cloud' ? colors.red : colors.green;
}

function emphasis(kind: string, colors: Colors): (text: string) => string {
  if (kind === 'status') return colors.dim;
  return kind === 'ended' || kind === 'error' ? colors.bold : String;
}
