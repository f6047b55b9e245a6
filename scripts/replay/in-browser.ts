import type { CommandContext, ExitCode } from '../command';
import { launchBrowser } from '../browser/launch';
import { Closers } from '../dev/closers';
import { bundlesToExplore } from '../explore/bundles';
import { loadExplorer, loadLocalPages, type ReplayFile } from '../targets';
import { productFolder } from '../product-folder';
import { UserError } from '../user-error';
import { playInBrowser, type PlayedLine } from './browser/play';
import { openStage } from './browser/stage';

/** Plays a history at the real pages with the real Web SDK, beside what the explorer saw; 3 where they differ. */
export async function replayInBrowser(history: ReplayFile, { json }: { json: boolean }, context: CommandContext): Promise<ExitCode> {
  const { root, env, out } = context;
  const program = (await loadLocalPages()).findBrowser(env, process.platform);
  if (program === undefined) throw new UserError('No Chromium or Chrome found. On Debian: apt-get install chromium');
  const explorer = await loadExplorer();
  const { options, actions } = explorer.readReplay(history, await bundlesToExplore(root, history.engine));
  const watched = await explorer.watchHistory(options, actions);
  const signal = context.interrupted();
  const closers = new Closers();
  const lines: PlayedLine[] = [];
  try {
    const isShown = hasScreen(env, process.platform);
    out.note(`Starting cloud, desk and ${history.operators} pages${isShown ? '' : ', without a window, for there is no screen'} …`);
    const stage = await openStage({ root, product: productFolder(context) }, history, closers);
    const browser = await launchBrowser({ program, isShown });
    closers.add(() => browser.close());
    if (!json) out.line(`${'browser'.padStart(9)} ${'explorer'.padStart(9)}`);
    const agrees = await playInBrowser({
      stage, browser, history, watched, signal,
      said: (line) => {
        lines.push(line);
        if (!json) out.line(shown(line, out.colors));
      },
    });
    if (json) out.json({ agrees, lines, violations: watched.run.violations });
    else out.line(signal.aborted ? out.colors.red('stopped before the end') : summary(lines, out.colors));
    return agrees ? 0 : 3;
  } finally {
    await closers.close();
  }
}

function summary(lines: readonly PlayedLine[], { green, red }: CommandContext['out']['colors']): string {
  const count = (...outcomes: PlayedLine['outcome'][]) => lines.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const [seen, missed, wrong] = [count('agrees'), count('missed'), count('differs', 'impossible')];
  const counted = `${seen} sights as in the explorer${missed > 0 ? `, ${missed} that stood there for a moment only were not seen` : ''}`;
  return wrong > 0 ? red(`${counted}, ${wrong} otherwise`) : green(counted);
}

/** Whether a window could be looked at. */
export function hasScreen(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}

function shown({ atMs, virtualMs, text, outcome }: PlayedLine, { dim, green, red, yellow }: CommandContext['out']['colors']): string {
  const marks = { agrees: green('✓ '), missed: yellow('~ '), differs: red('✗ '), impossible: red('✗ ') };
  return `${dim(`${seconds(atMs)} ${seconds(virtualMs)}`)}  ${outcome === null ? '' : marks[outcome]}${text}`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3).padStart(9);
}
