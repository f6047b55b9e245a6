import { describe, expect, test } from 'vitest';
import { readHistoryCsv } from '../../simulation/traffic/history-csv';

const NINE = { startMs: Date.parse('2026-01-05T09:00:00Z'), durationSeconds: 30 };

describe('C29 a call history as exports write it', () => {
  test.each([
    ['a comma in quotes', 'name,start_date,duration\n"Smith, Ann",2026-01-05 09:00:00,30\n'],
    ['a semicolon in quotes', 'name;start_date;duration\n"a;b";2026-01-05 09:00:00;30\n'],
    ['quotes in quotes', 'name,start_date,duration\n"a ""b"", c",2026-01-05 09:00:00,30\n'],
    ['a line break in quotes', 'name,start_date,duration\n"two\r\nlines",2026-01-05 09:00:00,30\r\n'],
    ['a byte order mark', '\ufeffstart_date,duration\n2026-01-05 09:00:00,30\n'],
    ['a byte order mark and quotes', '\ufeff"start_date","duration"\n"2026-01-05 09:00:00","30"\n'],
    ['lines of the old Mac', 'start_date,duration\r2026-01-05 09:00:00,30\r'],
    ['empty lines, and cells too many', '\nstart_date,duration\n\n2026-01-05 09:00:00,30,,\n\n'],
  ])('C29 %s', (_name, text) => expect(readHistoryCsv(text)).toEqual([NINE]));

  test('C29 an unreadable line is named by where it stands in the file', () => {
    const text = 'name,start_date\n"two\nlines",2026-01-05 09:00:00\nx,yesterday\n';
    expect(() => readHistoryCsv(text)).toThrow('Line 4: expected start_date as YYYY-MM-DD HH:mm:ss, got "yesterday"');
    expect(() => readHistoryCsv('start_date\n"2026-01-05 09:00:00\n')).toThrow(/The file is no CSV: .*quot/i);
  });
});
