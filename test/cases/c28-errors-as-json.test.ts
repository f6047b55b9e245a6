import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startProject, type Project } from '../apply/project';
import { run } from '../cli/command-context';
import { projectWith } from '../support/project';

const parsed = (stdout: string): unknown => JSON.parse(stdout);

describe('C28 with --json an error is one document on stdout, and the exit code stays', () => {
  test.each([
    ['plan --jsno --json', 'usage', "unknown option '--jsno'"],
    ['dial --talk -5 --json', 'usage', 'Expected a number of seconds, 0 or more.'],
    ['dial --engine fifo --json', 'usage', 'Allowed choices are smartqueue, acd.'],
    ['biuld --json', 'usage', "unknown command 'biuld'"],
    ['customers erase --json', 'usage', "required option '--franchise <name>' not specified"],
    ['build --env nope --json', 'mistake', 'There is no environment "nope"'],
    ['dial --to 123 --json', 'mistake', 'No franchise of the config has the number "123"'],
    ['replay nofile --json', 'mistake', 'there is no such file'],
  ])('C28 vox %s', async (line, code, message) => {
    const { code: exit, stdout, stderr } = await run(line.split(' '));
    expect(exit).toBe(1);
    expect(parsed(stdout)).toEqual({ error: { code, message: expect.stringContaining(message) as string, object: null, step: null, remedy: null } });
    expect(stderr).toContain(message);
  });

  test('C28 a broken config', async () => {
    const { root } = projectWith({ 'voxfiles.config.ts': 'export default { rules: 5 };' });
    const { code, stdout } = await run(['build', '--json'], { root });
    expect([code, parsed(stdout)]).toEqual([1, { error: expect.objectContaining({ code: 'mistake', message: expect.stringMatching(/problems:/) as string }) as unknown }]);
  });

  test('C28 without --json stdout stays empty', async () => {
    expect(await run(['biuld'])).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('C28 with an account', () => {
  let project: Project;
  beforeEach(async () => { project = await startProject(); });
  afterEach(() => project.server.close());
  const vox = (args: string[]) => run([...args, '--json'], { root: project.root, env: project.env });

  test('C28 what the cloud refuses, with its object and what to do', async () => {
    await project.server.close();
    const { code, stdout } = await vox(['status']);
    expect([code, parsed(stdout)]).toEqual([1, { error: {
      code: 'management-transport', message: expect.stringContaining('ECONNREFUSED') as string, object: expect.any(String) as string, step: null,
      remedy: 'Nothing listens there: if it is the emulator, start it with `npm start`.',
    } }]);
  });

  test('C28 a plan that cannot be applied is one document, with its conflicts in it', async () => {
    delete project.env['VOX_DESK_KEY_1'];
    const { code, stdout } = await vox(['plan']);
    expect([code, parsed(stdout)]).toEqual([1, expect.objectContaining({ conflicts: [expect.objectContaining({ object: 'VOX_DESK_KEY_1' })] })]);
  });

  test('C28 a step that fails is named, beside what was done', async () => {
    project.server.faults.add({ method: 'AddRule', fault: { kind: 'error', code: 2 } });
    const { code, stdout } = await vox(['deploy', '--yes']);
    expect([code, parsed(stdout)]).toEqual([1, expect.objectContaining({
      steps: expect.any(Array) as unknown, error: expect.objectContaining({ code: 'apply-failed', step: expect.stringMatching(/^rule\.create\./) as string }) as unknown,
    })]);
  });
});
