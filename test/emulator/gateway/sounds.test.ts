import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { decodeSample, encode, encodeSample, energy, silentFrame } from '../../../emulator/gateway/media/g711';
import { ringingTone, speechMark, unreadableMark, waitingMusic } from '../../../emulator/gateway/media/generated';
import { isLoopback, loadSound } from '../../../emulator/gateway/media/sound-file';
import { languageOf, speak } from '../../../emulator/gateway/media/speech';
import { readWav } from '../../../emulator/gateway/media/wav';

describe('µ-law', () => {
  it.each([[0, 0xff], [32_767, 0x80], [-32_768, 0x00], [8, 0xfe], [-8, 0x7e]])('%i is the byte %i of the standard', (sample, byte) => {
    expect(encodeSample(sample)).toBe(byte);
  });

  it('gives every sample back within its step', () => {
    for (let sample = -32_000; sample <= 32_000; sample += 37) {
      expect(Math.abs(decodeSample(encodeSample(sample)) - sample)).toBeLessThanOrEqual(Math.abs(sample) / 16 + 8);
    }
  });

  it('silence has no energy', () => {
    expect(energy(silentFrame)).toBe(0);
    expect(energy(waitingMusic().subarray(1_000, 1_160))).toBeGreaterThan(0.001);
  });
});

/** A second of a tone as a WAV file. */
function wav(codec: number, bits: number, options: { rate: number; channels: number }): Buffer {
  const { rate, channels } = options;
  const bytes = bits / 8;
  const data = Buffer.alloc(rate * channels * bytes);
  for (let at = 0; at < rate * channels; at += 1) {
    const sample = 0.5 * Math.sin((2 * Math.PI * 440 * Math.floor(at / channels)) / rate);
    if (codec === 3) data.writeFloatLE(sample, at * bytes);
    else if (codec === 7) data.writeUInt8(encodeSample(sample * 32_767), at);
    else if (bits === 8) data.writeUInt8(Math.round(128 + sample * 127), at);
    else data.writeIntLE(Math.round(sample * (2 ** (bits - 1) - 1)), at * bytes, bytes);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(codec, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt16LE(bits, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

describe('a WAV file', () => {
  it.each([
    ['8 bit', 1, 8, 8_000, 1], ['16 bit stereo', 1, 16, 44_100, 2], ['24 bit', 1, 24, 48_000, 1],
    ['32 bit', 1, 32, 22_050, 1], ['float', 3, 32, 16_000, 2], ['µ-law', 7, 8, 8_000, 1],
  ])('%s becomes a second at 8 kHz, as loud as it was', (...[, codec, bits, rate, channels]) => {
    const samples = readWav(wav(codec, bits, { rate, channels }));
    expect(samples?.length).toBeGreaterThan(7_990);
    expect(samples?.length).toBeLessThanOrEqual(8_000);
    expect(energy(encode(samples ?? new Float32Array()))).toBeCloseTo(0.125, 2);
  });

  it.each([['nothing', ''], ['an MP3', 'ID3…'], ['a header alone', 'RIFF0000WAVE'], ['a cut header', 'RIFF0000WAVEfmt ']])(
    '%s is none', (_, text) => expect(readWav(Buffer.from(text))).toBeUndefined(),
  );
});

describe('sounds by address', () => {
  it.each([
    ['http://127.0.0.1:4000/a.wav', true], ['https://localhost/a.wav', true], ['http://[::1]:1/a', true],
    ['https://sounds.example/a.wav', false], ['http://127.0.0.1.example/a', false], ['http://localhost@evil.example/', false],
    ['file:///etc/passwd', false], ['nonsense', false],
  ])('%s is of this machine: %s', (url, expected) => {
    expect(isLoopback(url)).toBe(expected);
  });

  it('of this machine are fetched and played; others are never asked for, our music plays', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(request.url === '/good.wav' ? wav(1, 16, { rate: 8_000, channels: 1 }) : 'not a sound');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(energy(await loadSound(`${base}/good.wav`))).toBeCloseTo(0.125, 2);
    expect((await loadSound(`${base}/bad.mp3`)).equals(unreadableMark())).toBe(true);
    expect((await loadSound('https://sounds.example/music.mp3')).equals(waitingMusic())).toBe(true);
    expect(asked).toEqual(['/good.wav', '/bad.mp3']);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('speech', () => {
  it.each([
    ['Здравствуйте', '', 'ru'], ['Hello', '', 'en'], ['Hello', 'Amazon.ru_RU_Tatyana', 'ru'], ['Guten Tag', 'de-DE-Standard-A', 'de'],
  ])('«%s» with the voice «%s» is %s', (text, voice, language) => {
    expect(languageOf(text, voice)).toBe(language);
  });

  it('is audible, with or without a speech engine', async () => {
    expect(energy(await speak('Добрый день, вы позвонили в школу', ''))).toBeGreaterThan(1e-4);
    expect(energy(speechMark('Добрый день'))).toBeGreaterThan(1e-3);
  });

  it('a ringing tone of an unknown country is Russia’s', () => {
    expect(ringingTone('XX').equals(ringingTone('RU'))).toBe(true);
    expect(ringingTone('US').equals(ringingTone('RU'))).toBe(false);
  });
});
