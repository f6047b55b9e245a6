import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { onPglite } from '../desk/support/databases';
import { createWorld, type World } from '../desk/support/world';

const NO_KEY = 'it is not signed with the sign-in key of a franchise of this desk';

/** A token of center's ERP with just these claims, times in seconds from now. */
function signed({ clock, keys }: World, { iat, exp, nbf, ...claims }: Record<string, unknown>): Promise<string> {
  const key = keys.erpSignIn['center'];
  const nowS = Math.floor(clock.now() / 1_000);
  const at = (name: string, value: unknown) => (value === undefined ? {} : { [name]: typeof value === 'number' ? nowS + value : value });
  const payload = { franchise: 'center', sub: 'op1', aud: 'vox-desk', ...claims, ...at('iat', iat), ...at('exp', exp), ...at('nbf', nbf) };
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(key?.kind === 'secret' ? key.secret : ''));
}
const FRESH = { iat: 0, exp: 120 };

const REFUSED: readonly [what: string, token: (world: World) => Promise<string> | string, why: string][] = [
  ['issued 31 s ahead', (world) => signed(world, { iat: 31, exp: 120 }), "it was issued 31 s ahead of the time of the desk; set the clock of the ERP's machine or of the desk's"],
  ['issued an hour ahead', (world) => signed(world, { iat: 3_600, exp: 3_700 }), "it was issued 3600 s ahead of the time of the desk; set the clock of the ERP's machine or of the desk's"],
  ['expired', (world) => signed(world, { iat: -120, exp: -31 }), 'it expired 31 s ago by the time of the desk; issue one for each sign-in'],
  ['too old', (world) => signed(world, { iat: -631, exp: 60 }), 'it was issued 631 s ago, and a token may be 10 minutes old'],
  ['of later', (world) => signed(world, { ...FRESH, nbf: 60 }), 'its nbf is not what it must be'],
  ['for another service', (world) => signed(world, { ...FRESH, aud: 'another' }), 'its aud is not what it must be'],
  ['with words for a time', (world) => signed(world, { ...FRESH, exp: 'soon' }), 'its exp is not what it must be'],
  ['without an end', (world) => signed(world, { iat: 0 }), 'it has no exp'],
  ['without a beginning', (world) => signed(world, { exp: 60 }), 'it has no iat'],
  ['for nobody', (world) => signed(world, { ...FRESH, sub: undefined }), 'it has no sub'],
  ['for a stranger', (world) => signed(world, { ...FRESH, sub: 'nobody' }), 'it is for an operator whom its franchise does not have in the config'],
  ["for another franchise's operator", (world) => signed(world, { ...FRESH, sub: 'op4' }), 'it is for an operator whom its franchise does not have in the config'],
  // Without a key nobody learns which franchises and operators there are, and by what time the desk goes.
  ['signed with another key', (world) => world.token('op1', { secret: 'a-guessed-secret-that-is-long-enough-0123', issuedAgoS: -3_600 }), NO_KEY],
  ['of an unknown franchise', (world) => signed(world, { ...FRESH, franchise: 'nope' }), NO_KEY],
  ['of no franchise', (world) => signed(world, { ...FRESH, franchise: undefined }), NO_KEY],
  ['signed by nobody', () => new UnsecuredJWT({ franchise: 'center', sub: 'op1' }).setAudience('vox-desk').encode(), NO_KEY],
  ['that is none', () => 'abc.def.ghi', 'it is no JWT'],
  ['that is empty', () => '', 'it is no JWT'],
];

onPglite(({ open }) => {
  test.each(REFUSED)('A19 a sign-in token %s: the reason is in the answer and in the log', async (_what, make, why) => {
    const world = await createWorld(await open());
    const token = await make(world);
    const answer = await world.desk.app.inject({ method: 'POST', url: '/api/session', payload: { token, cookie: false } });
    const message = `The ERP's sign-in token is refused: ${why}.`;
    expect([answer.statusCode, answer.json()]).toEqual([401, { code: 'signed-out', message }]);
    const warned = world.logged().split('\n').filter((line) => line.includes('a sign-in was refused'));
    expect(warned.map((line) => JSON.parse(line) as unknown)).toEqual([expect.objectContaining({ level: 'warn', why: message })]);
    if (token !== '') expect(world.logged()).not.toContain(token);
  });

  test('A19 thirty seconds either way are let in', async () => {
    const world = await createWorld(await open());
    for (const times of [{ iat: 30, exp: 120 }, { iat: -60, exp: -29 }, { iat: -630, exp: 60 }]) {
      const answer = await world.desk.app.inject({ method: 'POST', url: '/api/session', payload: { token: await signed(world, times), cookie: false } });
      expect([times, answer.statusCode]).toEqual([times, 200]);
    }
  });
});
