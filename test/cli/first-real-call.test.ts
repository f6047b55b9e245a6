import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startWorld } from '../emulator/management/world';
import { ROOT } from './command-context';

const GUIDE = readFileSync(path.join(ROOT, 'docs/first-real-call.md'), 'utf8');
const COPIED = ['bin', 'contracts', 'rules', 'scenarios', 'voxfiles.config.ts', 'package.json', 'tsconfig.json', 'tsconfig.base.json', 'typings'];

/** The desk's address: nobody is there, and no test asks further than this machine. */
const NOBODY = 'https://127.0.0.1:1';

interface Shown { code: number; said: string }

/** The guide's blocks in this language, in their order. */
function blocks(language: string): string[] {
  return [...GUIDE.matchAll(new RegExp('```' + language + '\\n([^]*?)```', 'g'))].map(([, text = '']) => text);
}

test('the guide from a key file to the first call: its config and its commands, as they stand there, on an empty account', async () => {
  const cloud = await startWorld({ phoneNumbers: ['74951234567', '78121234567'] });
  onTestFinished(() => cloud.server.close());
  const root = mkdtempSync(path.join(tmpdir(), 'vox-guide-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(root, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
  cpSync(cloud.keyFile, path.join(root, 'voximplant-key.json'));
  const [production = ''] = blocks('ts');
  const config = readFileSync(path.join(root, 'voxfiles.config.ts'), 'utf8');
  const mine = config.replace(/ {4}production: \{[^]*?\n {4}\},\n/, production.replace('1234567,', `${cloud.credentials.account_id},`).replace('https://desk.example.com', NOBODY));
  expect(mine).not.toBe(config);
  writeFileSync(path.join(root, 'voxfiles.config.ts'), mine);
  writeFileSync(path.join(root, 'ca.pem'), cloud.server.ca);

  const [secrets = '', deploy = '', , doctor = ''] = blocks('sh');
  const vox = `vox() { ${process.execPath} ${path.join(ROOT, 'bin/vox.mjs')} "$@"; }; npx() { "$@"; }`;
  const shell = (script: string): Promise<Shown> => new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], VOX_HOME: root, VOXIMPLANT_API_HOST: cloud.server.host, NODE_EXTRA_CA_CERTS: path.join(root, 'ca.pem') };
    execFile('bash', ['-c', `set -e; ${vox}; ${script}`], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }));
  });
  const { code, said } = await shell(`${secrets}\n${deploy}\nset +e\n${doctor}\necho doctor ended with $?`);
  expect([code, said]).toEqual([0, expect.stringMatching(/nothing to (do|change)[^]*doctor ended with \d/i)]);
  expect(said.split('\n').filter((line) => line.startsWith('FAIL'))).toEqual([`FAIL  desk: ${NOBODY} does not answer (ECONNREFUSED)`]);
}, 120_000);
