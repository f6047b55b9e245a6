import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SortedList } from '../../../emulator/platform/queues/sorted-list';

const byKey = (left: { key: number; seq: number }, right: { key: number; seq: number }) => left.key - right.key || left.seq - right.seq;

test('keeps the order of its comparison through any additions and removals', () => {
  fc.assert(fc.property(fc.array(fc.record({ key: fc.nat(5), remove: fc.boolean(), which: fc.nat(50) }), { maxLength: 60 }), (steps) => {
    const list = new SortedList(byKey);
    let model: { key: number; seq: number }[] = [];
    steps.forEach(({ key, remove, which }, seq) => {
      const gone = remove ? model[which % Math.max(1, model.length)] : undefined;
      if (gone) {
        expect(list.remove(gone)).toBe(true);
        model = model.filter((item) => item !== gone);
      } else {
        const item = { key, seq };
        list.add(item);
        model.push(item);
      }
      model.sort(byKey);
      expect([...list]).toEqual(model);
    });
  }));
});

test('what is not in the list is not removed', () => {
  const list = new SortedList(byKey);
  list.add({ key: 1, seq: 1 });
  expect([list.remove({ key: 1, seq: 1 }), list.indexOf({ key: 0, seq: 0 }), list.length]).toEqual([false, -1, 1]);
});
