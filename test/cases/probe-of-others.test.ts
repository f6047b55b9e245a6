import { afterEach, beforeEach, expect, test } from 'vitest';
import { doctor } from '../../scripts/commands/doctor';
import { startProject, type Project } from '../apply/project';

let project: Project;
beforeEach(async () => { project = await startProject(); });
afterEach(() => project.server.close());

const probe = async (): Promise<number> => (await project.run(doctor, { probe: true })).code;
const names = (): string[] => [project.account.applications, project.account.acdQueues].flatMap((rows) => [...rows.values()].map(({ name }) => name));

/** The probe begins, and is told no at its first operator. */
const beginAndEnd = async (): Promise<void> => {
  project.server.faults.add({ method: 'AddUser', fault: { kind: 'error', code: 2 } });
  expect(await probe()).toBe(1);
};

test('R81 a probe leaves what others call vox-probe as it is', async () => {
  const { applicationId } = await project.client.Applications.addApplication({ applicationName: 'vox-probe' });
  await project.client.Queues.addQueue({ applicationId, acdQueueName: 'vox-probe-acd' });
  await beginAndEnd();
  expect(names()).toEqual(['vox-probe', 'vox-probe-acd']);
});

test('R81 what a probe left that was cut off is removed by the next one, at each of its first writes', async () => {
  for (let writes = 1; writes <= 4; writes += 1) {
    project.server.faults.breakAfterWrites(writes);
    expect(await probe()).toBe(1);
    project.server.faults.clear();
    expect(names().map((name) => name.replace(/[0-9a-f]{8}/, 'N'))).toEqual(['vox-probe-N', ...(writes > 2 ? ['vox-probe-N-acd'] : [])]);
    await beginAndEnd();
    expect(names()).toEqual([]);
  }
});

test('R81 a probe that is refused its name removes nothing of that name', async () => {
  project.server.faults.add({ method: 'AddApplication', fault: { kind: 'error', code: 110 } });
  expect(await probe()).toBe(1);
  expect(project.server.log.entries.map(({ method }) => method).filter((method) => /^(Add|Del)/.test(method))).toEqual(['AddApplication']);
});
