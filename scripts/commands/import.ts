import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ScenarioConfig, VoxConfig } from '../../contracts/config';
import type { Management } from '../../contracts/management';
import { explained } from '../apply/explained';
import { importConfig, type ImportedObjects } from '../apply/import-config';
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
    const files = await writeScripts(management, { root, config });
    files.push(writeConfig(root, config));
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
  const [rules, numbers, users, sqQueues, sqAgents, sqSkills, acdQueues, acdSkills, secrets, scenarios] = await Promise.all([
    management.rules(name), management.numbers(), management.users(name), management.sqQueues(name), management.sqAgents(name),
    management.sqSkills(name), management.acdQueues(application.id), management.acdSkills(), management.secrets(name),
    management.scenarios(name),
  ]);
  return {
    application, account, credentials, rules, numbers, users, sqQueues, sqAgents, sqSkills, acdQueues, acdSkills, secrets,
    scenarioNames: scenarios.map((scenario) => scenario.name),
  };
}

/** Files that are there already are left: the config names the new one. */
async function writeScripts(management: Management, { root, config }: { root: string; config: VoxConfig }): Promise<string[]> {
  const scenarios = await management.scenarios(config.application.name);
  return Promise.all(Object.entries(config.scenarios).flatMap(([name, written]) => {
    const present = scenarios.find((scenario) => scenario.name === name);
    return present ? [writeScript(management, { root, id: present.id, written })] : [];
  }));
}

async function writeScript(management: Management, about: { root: string; id: number; written: ScenarioConfig }): Promise<string> {
  const { script } = await management.scenarioScript(about.id);
  about.written.file = writeNew(about.root, about.written.file, script);
  return about.written.file;
}

function writeConfig(root: string, config: VoxConfig): string {
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
