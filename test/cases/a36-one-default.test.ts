import { expect, test } from 'vitest';
import { deskConfigFrom } from '../../desk/config-from';
import { normalise } from '../../scripts/config/normalise';
import { writtenConfig } from '../desk/support/written-config';

/** As the command and as the desk read it. */
function bothReaders() {
  const written = writtenConfig();
  for (const { call } of Object.values(written.franchises)) {
    delete call.reject.holdoutMs;
    delete call.wrapUp.warnSeconds;
  }
  const { environments, franchises } = normalise(written);
  const [environment, franchise] = [environments.find(({ name }) => name === 'local'), franchises[0]];
  const desk = deskConfigFrom({ config: written, environment: 'local', local: true, accountName: 'academy' }).franchises['center'];
  return [
    { retentionDays: environment?.retentionDays, holdoutMs: franchise?.call.reject.holdoutMs, warnMs: (franchise?.call.wrapUp.warnSeconds ?? 0) * 1_000 },
    { retentionDays: desk?.retentionDays, holdoutMs: desk?.intake.rejectHoldoutMs, warnMs: desk?.intake.wrapUp.warnMs },
  ];
}

test('A36 a config that leaves settings out means the same to the command and to the desk', () => {
  const [command, desk] = bothReaders();
  expect(command).toEqual({ retentionDays: 365, holdoutMs: 30_000, warnMs: 30_000 });
  expect(desk).toEqual(command);
});
