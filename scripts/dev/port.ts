import { createServer } from 'node:net';
import { UserError } from '../user-error';

/** Before anything of an earlier run is touched. */
export async function requireFreePort(port: number, command = 'npm start --'): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    throw explainPort(error, port, command);
  }
  await new Promise((resolve) => probe.close(resolve));
}

/** A port that cannot be had, in words; any other error as it is. */
export function explainPort(error: unknown, port: number, command = 'npm start --'): unknown {
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE') {
    const other = port < 65_535 ? port + 1 : 8443;
    return new UserError(`Port ${port} is taken. Choose another: ${command} --port ${other}`, { cause: error });
  }
  if (code === 'EACCES') {
    return new UserError(`Port ${port} needs more rights. Choose one above 1023: ${command} --port 8443`, { cause: error });
  }
  return error;
}
