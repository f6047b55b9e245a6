import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import picocolors from 'picocolors';
import type { VoxConfig } from '../../contracts/config';
import type { CommandContext } from '../../scripts/command';
import { reportFailure } from '../../scripts/failure';
import { emulatorAddressFile } from '../../scripts/cloud/target';
import { startDeployWorld, type DeployWorld } from './world';

export interface Project extends DeployWorld {
  /** Writes the config as it is now into `voxfiles.config.ts`. */
  save(): void;
  /** Aborted: the person pressed Ctrl-C. */
  interruption: AbortController;
  run(command: (options: never, context: CommandContext) => Promise<number>, options?: object): Promise<Outcome>;
}

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
  /** The document of `--json`. */
  json: Record<string, unknown>;
}

const SCENARIO = `import settings from 'vox:settings';
VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => e.call.reject(settings.franchise.length > 0 ? 486 : 480));
`;

/** A project folder of its own beside an emulator, and commands run as the shell would. */
export async function startProject(options: Parameters<typeof startDeployWorld>[0] = {}): Promise<Project> {
  const world = await startDeployWorld(options);
  const { root, server, keyFile } = world;
  mkdirSync(path.join(root, 'scenarios'), { recursive: true });
  writeFileSync(path.join(root, 'scenarios/inbound.ts'), SCENARIO);
  const address = emulatorAddressFile(root, 'local');
  mkdirSync(path.dirname(address), { recursive: true });
  writeFileSync(path.join(root, '.vox/local/ca.pem'), server.ca);
  writeFileSync(address, JSON.stringify({ host: server.host, ca: path.join(root, '.vox/local/ca.pem'), credentials: keyFile }));
  const project: Project = {
    ...world,
    interruption: new AbortController(),
    save: () => writeConfig(root, project.config),
    run: (command, given = {}) => run(project, command as Command, given),
  };
  project.save();
  return project;
}

type Command = (options: object, context: CommandContext) => Promise<number>;

export function writeConfig(root: string, config: VoxConfig): void {
  writeFileSync(path.join(root, 'voxfiles.config.ts'), `export default ${JSON.stringify(config, null, 2)};\n`);
}

async function run({ root, env, interruption }: Project, command: Command, options: object): Promise<Outcome> {
  const lines: string[] = [];
  const notes: string[] = [];
  let json: unknown = {};
  const context: CommandContext = {
    root,
    env,
    out: {
      line: (text = '') => void lines.push(text),
      note: (text) => void notes.push(text),
      json: (document) => {
        json = JSON.parse(JSON.stringify(document));
        lines.push(JSON.stringify(document));
      },
      colors: picocolors.createColors(false),
      isTerminal: false,
      isClosed: () => false,
    },
    now: () => Date.now(),
    interrupted: () => interruption.signal,
  };
  const code = await command({ env: 'local', ...options }, context).catch((error: unknown) => reportFailure(error, context));
  return { code, stdout: lines.join('\n'), stderr: notes.join('\n'), json: json as Outcome['json'] };
}

/** Everything that a deploy leaves on disc below a folder, as one text. */
export function filesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}
