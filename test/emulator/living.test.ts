import { expect, test } from 'vitest';
import { hex32 } from '../../emulator/hex';
import { LivingMap, LivingSet } from '../../emulator/living';

test('a living map is a map: in order, the last value counts, what is gone is gone', () => {
  const map = new LivingMap<string, number>();
  for (const [key, value] of [['a', 1], ['b', 2], ['a', 3]] as const) map.set(key, value);
  expect([map.size, map.get('a'), map.get('c'), [...map.values()]]).toEqual([2, 3, undefined, [3, 2]]);
  expect([map.delete('a'), map.delete('a'), map.size, map.get('a'), [...map.values()]]).toEqual([true, false, 1, undefined, [2]]);
});

test('what goes while a living map is walked is not met', () => {
  const map = new LivingMap<string, number>();
  for (const key of ['a', 'b', 'c']) map.set(key, key.charCodeAt(0));
  const met: number[] = [];
  for (const value of map.values()) {
    met.push(value);
    map.delete('b');
  }
  expect(met).toEqual([97, 99]);
});

test('a living set holds each once, in order, and may change while it is walked', () => {
  const set = new LivingSet<number>();
  for (const item of [3, 1, 3, 2]) set.add(item);
  const met: number[] = [];
  for (const item of set) {
    met.push(item);
    set.delete(item);
  }
  expect([met, [...set], set.delete(1)]).toEqual([[3, 1, 2], [], false]);
  for (const item of [1, 2, 3]) set.add(item);
  expect([set.delete(2), set.size, set.has(2), set.has(3), set.delete(3), [...set]]).toEqual([true, 2, false, true, true, [1]]);
});

test('eight hex digits of 32 bits', () => {
  for (const word of [0, 1, 255, 0x1234, 0x7fffffff, 0x80000000, 0xffffffff]) expect(hex32(word)).toBe(word.toString(16).padStart(8, '0'));
});
