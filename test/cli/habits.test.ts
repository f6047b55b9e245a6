import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json';
import { wantsColors } from '../../scripts/process-output';
import { run } from './command-context';

test('vox --version is that of package.json', async () => {
  expect(await run(['--version'])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
});

test('vox help says what vox --help says, vox help COMMAND what vox COMMAND --help says', async () => {
  expect(await run(['help'])).toEqual(await run(['--help']));
  expect(await run(['help', 'plan'])).toEqual(await run(['plan', '--help']));
  expect(await run(['help', 'nothing'])).toMatchObject({ code: 1 });
});

describe('vox completion', () => {
  /** What bash offers for the last word. */
  async function offered(...words: string[]): Promise<string[]> {
    const { stdout } = await run(['completion', 'bash']);
    const line = ['vox', ...words].map((word) => `'${word}'`).join(' ');
    const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _vox; echo "\${COMPREPLY[@]}"`;
    const { stdout: said, stderr } = spawnSync('bash', ['-c', `${stdout}\n${ask}`], { encoding: 'utf8' });
    expect(stderr).toBe('');
    return said.trim().split(' ').filter((word) => word !== '');
  }

  test.each([
    [['pl'], ['plan']],
    [['outbox', ''], ['drain', 'help', '--help']],
    [['dial', '--eng'], ['--engine']],
    [['dial', '--engine', ''], ['smartqueue', 'acd']],
    [['dial', '--talk', '20', '--wr'], ['--wrap-up']],
    [['customers', 'erase', '--fr'], ['--franchise']],
    [['completion', ''], ['bash', 'zsh', 'fish', '--help']],
    [['deploy', '--plan', ''], []],
  ])('bash: vox %j', async (words, expected) => expect(await offered(...words)).toEqual(expected));

  test('every command is in the scripts of all three shells; another shell is refused', async () => {
    const { stdout: help } = await run(['--help']);
    const names = [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(15);
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { stdout } = await run(['completion', shell]);
      expect(names.filter((name) => !stdout.includes(name))).toEqual([]);
    }
    expect(await run(['completion', 'cmd'])).toMatchObject({ code: 1, stderr: expect.stringContaining('Allowed choices are bash, zsh, fish.') as string });
  });
});

test.each([
  [{}, true, true], [{}, false, false], [{ NO_COLOR: '1' }, true, false], [{ NO_COLOR: '' }, true, true],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false], [{ FORCE_COLOR: '1' }, false, true], [{ FORCE_COLOR: '0' }, true, false],
  [{ TERM: 'dumb' }, true, false],
])('colours with %j on a terminal: %s → %s', (env, isTerminal, colours) => expect(wantsColors(env, isTerminal)).toBe(colours));
