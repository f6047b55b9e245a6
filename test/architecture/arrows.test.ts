import { describe, expect, test } from 'vitest';
import { ARROWS, CIRCULAR, FREE_FILES, roomOf } from './arrows';
import { circlesIn } from './circles';
import { importsOf, sourceFiles } from './sources';

const files = sourceFiles();

describe('arrows between the folders', () => {
  test('every source file stands in a room of the table', () => {
    const homeless = files.filter((file) => roomOf(file) === undefined && !FREE_FILES.includes(file));
    expect(homeless).toEqual([]);
  });

  test.each(Object.keys(ARROWS))('%s imports only what it may', (room) => {
    const allowed = ARROWS[room] ?? [];
    const wrong = files
      .filter((file) => roomOf(file) === room && !FREE_FILES.includes(file))
      .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
      .filter(({ target }) => target.kind === 'file' && !isAllowed(target.path, room, allowed))
      .map(({ file, target }) => `${file} → ${target.path}`);
    expect(wrong).toEqual([]);
  });

  describe('circles of files', () => {
    const edges = new Map(files.map((file) => [file, importsOf(file).flatMap((target) => (target.kind === 'file' ? sourceOf(target.path) : []))]));
    const circles = circlesIn(edges);
    const isIn = (place: string) => (circle: readonly string[]) => circle.every((file) => file.startsWith(`${place}/`));

    test('there are none but where what the files write is one', () => {
      expect(circles.filter((circle) => !Object.keys(CIRCULAR).some((place) => isIn(place)(circle)))).toEqual([]);
    });

    test.each(Object.keys(CIRCULAR))('%s still has one, so that the table says no more than is so', (place) => {
      expect(circles.some(isIn(place))).toBe(true);
    });
  });

  test('the emulator gets scenarios and rules only as what was uploaded', () => {
    const reached = files
      .filter((file) => file.startsWith('emulator/'))
      .flatMap((file) => importsOf(file).map((target) => target.path))
      .filter((path) => path.startsWith('scenarios/') || path.startsWith('rules/'));
    expect(reached).toEqual([]);
  });

  test.each(['contracts', 'rules', 'scenarios/call', 'scenarios/queue', 'scenarios/effects', 'scenarios', 'operator/state', 'desk/lease'])(
    '%s needs no package: it runs where none can be installed',
    (room) => {
      const packages = files
        .filter((file) => roomOf(file) === room)
        .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
        .filter(({ target }) => target.kind === 'package' && target.path !== 'vox:settings');
      expect(packages).toEqual([]);
    },
  );
});

/** An import names a file without its ending, or a folder. */
function sourceOf(target: string): string[] {
  return ['.ts', '.tsx', '/index.ts'].map((ending) => target + ending).filter((file) => files.includes(file));
}

function isAllowed(path: string, room: string, allowed: readonly string[]): boolean {
  const target = roomOf(path) ?? path;
  return target === room || allowed.includes(target);
}
