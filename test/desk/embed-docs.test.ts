import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { contentSecurityPolicy } from '../../desk/http/csp';
import { createSignInTokens } from '../../desk/sign-in/erp-token';
import { ROOT } from '../architecture/sources';
import { freePort } from '../support/free-port';
import { SAMPLE_KEYS, sampleConfig } from './support/sample-config';

const GUIDE = readFileSync(path.join(ROOT, 'docs/embed.md'), 'utf8');
const example = (language: string): string => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(GUIDE)?.[1] ?? '';

describe('docs/embed.md, as it stands there', () => {
  test.each([
    ['js', 'server.mjs', () => [process.execPath, 'server.mjs']],
    ['php', 'server.php', (port: number) => ['php', '-S', `127.0.0.1:${port}`, 'server.php']],
    ['python', 'server.py', () => ['python3', 'server.py']],
  ] as const)('the server in %s gives the page, and a token that the desk takes', async (...[language, file, command]) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vox-embed-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(path.join(folder, 'index.html'), example('html'));
    writeFileSync(path.join(folder, file), example(language));
    const port = await freePort();
    const key = SAMPLE_KEYS.erpSignIn['center'];
    const [program = '', ...args] = command(port);
    const child = spawn(program, args, {
      cwd: folder, stdio: 'ignore', env: { ...process.env, PORT: String(port), ERP_SIGN_IN_SECRET_CENTER: key?.kind === 'secret' ? key.secret : '' },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const get = (place: string): Promise<string> => fetch(`http://127.0.0.1:${port}${place}`).then((answer) => answer.text());
    await expect.poll(() => get('/').catch(String), { timeout: 20_000 }).toBe(example('html'));
    const tokens = createSignInTokens({ cloudTime: { readings: () => [Date.now(), Date.now()] }, config: sampleConfig(), keys: SAMPLE_KEYS });
    expect(await tokens.check(await get('/vox-token'))).toEqual({ operator: 'op1', franchise: 'center' });
  });

  test('its policy lets a page reach what the desk’s own page reaches', () => {
    const [, policy = ''] = /Content-Security-Policy:\n([^]*?)```/.exec(GUIDE) ?? [];
    const theirs = new Map(policy.split(';').map((line) => line.trim().split(/\s+/)).map(([name = '', ...sources]) => [name, sources]));
    const ours = contentSecurityPolicy({ config: { ...sampleConfig(), local: false }, connectSources: [] });
    for (const name of ['connect-src', 'media-src', 'worker-src'] as const) {
      const needed = (ours[name] ?? []).filter((source) => source !== "'self'");
      expect([name, needed.filter((source) => !theirs.get(name)?.includes(source))]).toEqual([name, []]);
      // What is the desk's own to its page is the desk's to another.
      if (name !== 'worker-src') expect(theirs.get(name)).toContain('https://desk.example.com');
    }
  });
});
