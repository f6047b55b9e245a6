import type { CommandContext, ExitCode } from '../command';
import { readBoth } from '../config/read-config';
import { loadDesk } from '../targets';
import { UserError } from '../user-error';

export interface ErpCheckCommandOptions {
  franchise?: string;
  number?: string;
  json?: boolean;
}

/** `vox erp check URL`: somebody's ERP against the contract, sentence by sentence. 1 where one does not hold. */
export async function checkErp(url: string, options: ErpCheckCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { root, env, out } = context;
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new UserError(`"${url}" is no address. Give one like https://erp.example/api.`);
  const { written } = await readBoth(root);
  const franchise = options.franchise ?? Object.keys(written.franchises)[0] ?? '';
  const customers = written.franchises[franchise]?.customers;
  if (!written.franchises[franchise]) {
    throw new UserError(`There is no franchise "${franchise}" in the config; it has: ${Object.keys(written.franchises).join(', ')}.`);
  }
  const variable = customers?.source === 'erp' ? written.secrets[customers.secret]?.fromEnv ?? customers.secret : 'ERP_BEARER';
  const bearer = env[variable];
  if (!bearer) throw new UserError(`Set ${variable} to the bearer token that the ERP takes for ${franchise}.`);
  const { erpCheck } = await loadDesk();
  const checks = await erpCheck(url, { bearer, franchise, ...(options.number === undefined ? {} : { knownNumber: options.number }) });
  if (options.json) out.json({ checks });
  else {
    for (const { name, ok, why, fix } of checks) {
      out.line(`${ok ? out.colors.green('ok  ') : out.colors.red('FAIL')}  ${name}: ${why}`);
      if (!ok) out.line(`      ${fix}`);
    }
  }
  return checks.every(({ ok }) => ok) ? 0 : 1;
}
