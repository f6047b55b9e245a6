import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { VOICES } from '../../contracts/voices';
import { isVoice } from '../../scripts/config/voices';
import { world } from '../emulator/platform/world';
import { createRichWorld } from '../journeys/rich-world';
import { ENGINES } from '../journeys/world';

const PATHS = Object.entries(VOICES).flatMap(([provider, names]) => names.map((name) => `${provider}.${name}`));

/** Where each path leads in a scenario's VoiceList; the name is read as scenarios/effects/voice.ts does. */
const WALK = `const lost = PATHS.filter((path) => { try { return !path.split('.').reduce((found, part) => Reflect.get(found, part), VoiceList); } catch { return true; } });
Logger.write(String(PATHS.length) + ' ' + lost.join());`;

test('C17 every voice that the config takes is one of the emulator, and no other is', async () => {
  const w = world(`const PATHS = ${JSON.stringify([...PATHS, 'Google.ru_RU_Nobody'])};${WALK}`);
  w.dial();
  await w.clock.runUntilIdle();
  expect(PATHS.length).toBeGreaterThan(2000);
  expect([PATHS.filter((voice) => !isVoice(voice)), w.said.join('')]).toEqual([[], `${PATHS.length + 1} Google.ru_RU_Nobody`]);
});

test('C17 the typings name voices that the list has', () => {
  const typings = readFileSync(path.resolve(import.meta.dirname, '../../typings/voxengine/index.d.ts'), 'utf8');
  const [, block = ''] = /declare namespace VoiceList \{([^]*?)\n\}/.exec(typings) ?? [];
  const named = [...block.matchAll(/namespace (\w+) \{([^}]*)/g)].flatMap(([, provider, names = '']) => [...names.matchAll(/const (\w+)/g)].map(([, name]) => `${provider}.${name}`));
  expect([named.length > 0, named.filter((voice) => !isVoice(voice))]).toEqual([true, []]);
});

test.each(ENGINES)('C17 greeting, menu and goodbye in a voice of any provider are heard, on %s', async (engine) => {
  const words = (text: string, voice: string) => ({ text, voice });
  const heard = await createRichWorld({ engine, operators: 'op1:offline', settings: {
    greeting: words('hello', 'Google.ru_RU_Wavenet_A'), goodbye: words('goodbye', 'ElevenLabs.Alice'), maxWaitMs: 20_000,
    menu: { prompt: words('choose', 'Microsoft.Neural.ru_RU_SvetlanaNeural'), choices: { 1: {} }, answerMs: 1_000 },
  } });
  await heard.call();
  expect(heard.heard()).toEqual(expect.arrayContaining(['hello', 'choose', 'goodbye']));
});
