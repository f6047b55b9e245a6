import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Management } from '../../contracts/management';
import { explained } from '../apply/explained';
import { importConfig, slug, type ImportedObjects } from '../apply/import-config';
import { readCredentials } from '../cloud/credentials';
import { openManagement } from '../cloud/management';
import { findTarget } from '../cloud/target';
import type { Command, CommandContext, ExitCode } from '../command';
import { CONFIG_FILE } from '../config/read-config';
import { UserError } from '../user-error';

export interface ImportOptions {
  env: string;
  /** Short name of the application in the account. */
  application?: string;
  json?: boolean;
}

/** `vox import`: writes a config, and the scripts, of what an account has. Nothing is overwritten. */
export const importAccount: Command<ImportOptions> = explained(runImport);

async function runImport(options: ImportOptions, context: CommandContext): Promise<ExitCode> {
  const { root, out, env } = context;
  const { application: name } = options;
  if (!name) throw new UserError('Say which application of the account is meant: `vox import --application NAME`.');
  const target = findTarget({ root, environment: { name: options.env, credentials: null }, env });
  const credentials = readCredentials(target.credentials);
  const management = openManagement({ target, credentials, now: () => context.now() });
  try {
    const objects = await readObjects(management, { name, account: credentials.account_id, credentials: path.relative(root, target.credentials) });
    const { config, remarks } = importConfig(objects);
    if (options.json) {
      out.json({ config, remarks });
      return 0;
    }
    const files = [await writeScripts(management, root, name), writeConfig(root, config)].flat();
    for (const file of files) out.line(`wrote ${file}`);
    for (const remark of remarks) out.line(`- ${remark}`);
    return 0;
  } finally {
    management.close();
  }
}

async function readObjects(
  management: Management,
  given: { name: string; account: number; credentials: string },
): Promise<ImportedObjects> {
  const { name, account, credentials } = given;
  const application = await management.application(name);
  if (!application) throw new UserError(`Account ${account} has no application "${name}".`);
  const [rules, numbers, users, sqQueues, sqAgents, sqSkills, acdQueues, secrets] = await Promise.all([
    management.rules(name), management.numbers(), management.users(name), management.sqQueues(name), management.sqAgents(name),
    management.sqSkills(name), management.acdQueues(application.id), management.secrets(name),
  ]);
  return { application, account, credentials, rules, numbers, users, sqQueues, sqAgents, sqSkills, acdQueues, secrets };
}

async function writeScripts(management: Management, root: string, application: string): Promise<string[]> {
  const scenarios = await management.scenarios(application);
  return Promise.all(scenarios.map(async ({ id, name }) => {
    const { script } = await management.scenarioScript(id);
    return writeNew(root, `scenarios/${slug(name)}.js`, script);
  }));
}

function writeConfig(root: string, config: object): string {
  const text = `import type { VoxConfig } from './contracts/config';\n\nconst config: VoxConfig = ${JSON.stringify(config, null, 2)};\n\nexport default config;\n`;
  return writeNew(root, CONFIG_FILE, text);
}

/** Beside what is there, never over it. */
function writeNew(root: string, file: string, text: string): string {
  const { dir, name, ext } = path.parse(file);
  const free = existsSync(path.join(root, file)) ? path.join(dir, `${name}.imported${ext}`) : file;
  mkdirSync(path.join(root, dir), { recursive: true });
  writeFileSync(path.join(root, free), text, { flag: 'wx' });
  return free;
}
