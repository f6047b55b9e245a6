import { describe, expect, test } from 'vitest';
import { BENCHES } from '../../scripts/bench/benches';
import { projectRoot } from '../../scripts/command';
import { reportFailure } from '../../scripts/failure';
import { UserError } from '../../scripts/user-error';
import { projectWith } from '../support/project';
import { ROOT, run } from './command-context';

const STACK = /\n\s+at /;

describe("a user's mistake is one clear message without a stack, and exit code 1", () => {
  test.each([
    ['biuld', "unknown command 'biuld'\n(Did you mean build?)"],
    ['build --env nope', 'There is no environment "nope" in voxfiles.config.ts; it has: local, production.'],
    ['dial --talk -5', 'Expected a number of seconds, 0 or more.'],
    ['dial --talk', "option '--talk <seconds>' argument missing"],
    ['dial --frm 1', "unknown option '--frm'\n(Did you mean --from?)"],
    ['dial --to 123', 'No franchise of the config has the number "123". Its numbers are: 74951234567, 78121234567.'],
    ['dial --operators op1:fly', 'there is no behaviour "fly"'],
    ['dial --operators op1:silent@5', '"silent" takes no time'],
    ['dial --operators op1,op1', 'names "op1" twice'],
    ['dial --operators op4:answer', 'op4 belongs to the franchise "north"'],
    ['dial --engine fifo', 'Allowed choices are smartqueue, acd.'],
    ['dial --switch foo', 'Expected name=value.'],
    ['dial --switch foo=bar', 'There is no switch "foo"'],
    ['dev --port 99999', 'Expected a port from 0 to 65535.'],
    ['simulate --target 5', 'Expected per cent/seconds, e.g. 80/20.'],
    ['simulate --rate 0', 'Expected more than no call an hour.'],
    ['simulate --patience never', 'Expected a number of seconds, or inf.'],
    ['bench nope', 'There is no bench "nope"'],
    ['replay nofile', 'there is no such file'],
  ])('vox %s', async (line, message) => {
    const { code, stdout, stderr } = await run(line.split(' '));
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr + stdout).not.toMatch(STACK);
  });

  test('a folder without a config', async () => {
    const { root } = projectWith({});
    const { code, stderr } = await run(['build'], { root });
    expect([code, stderr]).toEqual([1, expect.stringContaining('There is no voxfiles.config.ts in')]);
  });

  test('a broken config, with every problem', async () => {
    const { root } = projectWith({ 'voxfiles.config.ts': 'export default { application: { name: "A!" }, rules: 5 };' });
    const { code, stderr } = await run(['build'], { root });
    expect(code).toBe(1);
    expect(stderr).toMatch(/voxfiles\.config\.ts has \d problems:/);
  });
});

describe('failures', () => {
  const report = (error: unknown, env: Record<string, string> = {}) => {
    let text = '';
    const out = { note: (line: string) => void (text += `${line}\n`), colors: { red: String } };
    const code = reportFailure(error, { out: out as never, env });
    return { code, text };
  };

  test('of our own say so, and how to see more', () => {
    const { code, text } = report(new TypeError('x is undefined'));
    expect([code, text]).toEqual([1, expect.stringContaining('fault of vox itself')]);
    expect(text).not.toMatch(STACK);
  });

  test('show their stack and causes with VOX_DEBUG=1', () => {
    const { text } = report(new Error('outer', { cause: new Error('inner') }), { VOX_DEBUG: '1' });
    expect(text).toMatch(/outer[^]*\n\s+at [^]*caused by: [^]*inner/);
  });

  test('of the user may carry another exit code', () => {
    expect(report(new UserError('the plan changed', { exitCode: 2 })).code).toBe(2);
  });
});

test('help is a success and lists every command of the agreement', async () => {
  const { code, stdout } = await run(['--help']);
  expect(code).toBe(0);
  for (const name of ['build', 'plan', 'deploy', 'rollback', 'status', 'doctor', 'import', 'dev', 'dial', 'simulate', 'explore', 'replay']) {
    expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  }
});

test('the project is found from any folder below it', () => {
  expect(projectRoot(`${ROOT}/test/cli`, undefined)).toBe(ROOT);
  expect(projectRoot('/', '/somewhere')).toBe('/somewhere');
});

test('the flags of vox bench name only benches that there are', async () => {
  const { stdout } = await run(['bench', '--help']);
  const named = [...stdout.matchAll(/ \(([a-z, ]+)\)$/gm)].flatMap(([, names = '']) => names.split(', '));
  expect(named).toContain('soak');
  expect(named.filter((name) => !(name in BENCHES))).toEqual([]);
});
