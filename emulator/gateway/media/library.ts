import type { Heard } from '../../platform/lines';
import { ringingTone } from './generated';
import { loadSound } from './sound-file';
import { speak } from './speech';

/** What is rendered; microphones are not. */
export type Rendered = Extract<Heard, { kind: 'sound' | 'speech' | 'tone' }>;

/** Rendered sounds as µ-law samples at 8 kHz, each made once. */
export interface Library {
  get(heard: Rendered): Promise<Buffer>;
}

const keptSounds = 100;

export function createLibrary(): Library {
  const kept = new Map<string, Promise<Buffer>>();
  return {
    get(heard) {
      const key = keyOf(heard);
      const found = kept.get(key) ?? render(heard);
      kept.delete(key);
      kept.set(key, found);
      const oldest = kept.keys().next();
      if (kept.size > keptSounds && oldest.value !== undefined) kept.delete(oldest.value);
      return found;
    },
  };
}

function keyOf(heard: Rendered): string {
  if (heard.kind === 'sound') return `sound ${heard.url}`;
  return heard.kind === 'speech' ? `speech ${heard.voice} ${heard.text}` : `tone ${heard.name}`;
}

async function render(heard: Rendered): Promise<Buffer> {
  if (heard.kind === 'sound') return loadSound(heard.url);
  return heard.kind === 'speech' ? speak(heard.text, heard.voice) : ringingTone(heard.name);
}
