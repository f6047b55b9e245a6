import { expect, test } from 'vitest';
import { migrate } from '../../desk/database/migrate';
import { MIGRATIONS } from '../../desk/database/migrations';
import { notify } from '../../desk/database/port';
import { onBothDatabases } from './support/databases';

onBothDatabases(({ open }) => {
  test('whole numbers come back as numbers, texts and arrays as they went in', async () => {
    const db = await open();
    const rows = await db.query('select $1::bigint as at, $2::text as name, $3::text[] as list, $4::boolean as yes, count(*) as n from migrations', [
      1_772_960_000_123, "O'Brien «Ёж» \u202e", ['a,b', '"c"', ''], true]);
    expect(rows).toEqual([{ at: 1_772_960_000_123, name: "O'Brien «Ёж» \u202e", list: ['a,b', '"c"', ''], yes: true, n: MIGRATIONS.length }]);
  });

  test('a transaction that throws leaves nothing, and says nothing', async () => {
    const db = await open();
    const heard: string[] = [];
    await db.listen('desk', (payload) => heard.push(payload));
    await expect(db.transaction(async (tx) => {
      await tx.query("insert into nonces (nonce, at) values ('a', 1)");
      await notify(tx, 'desk', 'never');
      throw new Error('no');
    })).rejects.toThrow('no');
    await notify(db, 'desk', 'after');
    await expect.poll(() => heard).toEqual(['after']);
    expect(await db.query('select * from nonces')).toEqual([]);
  });

  test('migrations run once, and a database from the future is refused', async () => {
    const db = await open();
    await migrate(db);
    await db.query("insert into migrations (name) values ('999-later')");
    await expect(migrate(db)).rejects.toThrow('written by a newer desk (999-later)');
    await db.query("delete from migrations where name = '999-later'");
  });
});
