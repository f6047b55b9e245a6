import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createSignInTokens } from '../../desk/sign-in/erp-token';
import { SAMPLE_KEYS, sampleConfig } from './support/sample-config';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Under the project, so that the example in Node.js finds its library. */
const FOLDER = path.join(ROOT, 'node_modules/.cache', `sign-in-docs-${process.pid}`);
mkdirSync(FOLDER, { recursive: true });
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** The examples as they stand in the document, each with what makes it say its token. */
const LANGUAGES = [
  { mark: 'js', name: 'Node.js', program: process.execPath, file: 'sign.mjs', open: '', say: 'console.log(token);' },
  { mark: 'python', name: 'Python', program: 'python3', file: 'sign.py', open: '', say: 'print(token)' },
  { mark: 'php', name: 'PHP', program: 'php', file: 'sign.php', open: '<?php\n', say: 'echo $token;' },
  { mark: 'sh', name: 'a shell with OpenSSL', program: 'bash', file: 'sign.sh', open: '', say: 'echo "$token"' },
];

const document = readFileSync(path.join(ROOT, 'docs/sign-in.md'), 'utf8');
const example = (mark: string): string => new RegExp(`\`\`\`${mark}\\n([^]*?)\`\`\``).exec(document)?.[1] ?? '';

describe('the examples of docs/sign-in.md', () => {
  test('there are some, in at least three languages', () => {
    expect(LANGUAGES.filter(({ mark }) => example(mark).includes('vox-desk')).map(({ name }) => name)).toEqual(LANGUAGES.map(({ name }) => name));
  });

  test.each(LANGUAGES)('$name makes a token that the desk takes', async ({ mark, program, file, open, say }) => {
    const script = path.join(FOLDER, file);
    writeFileSync(script, `${open}${example(mark)}\n${say}\n`);
    const key = SAMPLE_KEYS.erpSignIn['center'];
    const env = { ...process.env, ERP_SIGN_IN_SECRET_CENTER: key?.kind === 'secret' ? key.secret : '' };
    const token = execFileSync(program, [script], { env, encoding: 'utf8' }).trim();
    const tokens = createSignInTokens({ cloudTime: { readings: () => [Date.now(), Date.now()] }, config: sampleConfig(), keys: SAMPLE_KEYS });
    expect(await tokens.check(token)).toEqual({ operator: 'op1', franchise: 'center' });
  });
});
