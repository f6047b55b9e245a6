import { processContext } from './command';
import { runVox } from './run-vox';

// What a command writes may hold numbers, comments and keys: it is for its owner alone.
process.umask(0o077);

void runVox(process.argv.slice(2), processContext()).then((code) => {
  // An output that was lost has set it already.
  process.exitCode ??= code;
});
