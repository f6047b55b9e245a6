import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { localCertificate } from '../../emulator/management/certificate';
import type { Management } from '../../contracts/management';
import { openManagement } from '../../scripts/cloud/management';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const credentials = { account_id: 1, key_id: 'k', private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };

/** The port over TLS to an API that answers so, whatever is asked. */
async function askAn(answer: (response: ServerResponse) => void) {
  const certificate = await localCertificate();
  const server = https.createServer(certificate, (request, response) => {
    request.resume();
    request.on('end', () => answer(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const management = openManagement({
    target: { host, ca: certificate.cert, credentials: 'not read' }, credentials, now: () => Date.now(), retries: { attempts: 1 },
  });
  onTestFinished(() => {
    management.close();
    server.closeAllConnections();
    server.close();
  });
  return management;
}

test('C25 a list that never ends and says no total is given up', async () => {
  const management = await askAn((response) => response.end('{"result": [{"sq_queue_id": 1, "sq_queue_name": "q"}], "count": 1}'));
  await expect(management.sqQueues('calls')).rejects.toThrow(/SQ_GetQueues for application "calls" failed: the list did not end after 500 rows/);
  expect(management.requests).toBeLessThanOrEqual(500);
});

test.each<[string, (management: Management) => Promise<unknown>]>([
  ['a request of our own', (management) => management.sqQueues('calls')],
  ['the vendor\'s client', (management) => management.applications()],
])('C25 an answer to %s that never ends is given up', async (_what, ask) => {
  const sent = { bytes: 0 };
  const management = await askAn((response) => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const more = (): void => {
      if (response.destroyed) return;
      sent.bytes += chunk.length;
      response.write(chunk, () => setImmediate(more));
    };
    more();
  });
  await expect(ask(management)).rejects.toThrow(/the answer is longer than 32 MB/);
  expect(sent.bytes).toBeLessThan(128 * 1024 * 1024);
});

test('C25 what an API says in an error is one line of plain text', async () => {
  const msg = `\u001b]0;taken\u0007\u001b[31mred\nerror: forged\u202e${'x'.repeat(5000)}`;
  const management = await askAn((response) => response.end(JSON.stringify({ error: { code: 5, msg } })));
  const said = await management.sqQueues('calls').catch((error: Error) => error.message);
  expect(said).toMatch(/^SQ_GetQueues for application "calls" failed: the cloud answered error 5, \]0;taken \[31mred error: forged +x+…$/);
});
