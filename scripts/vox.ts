import { processContext } from './command';
import { runVox } from './run-vox';

void runVox(process.argv.slice(2), processContext()).then((code) => {
  // An output that was lost has set it already.
  process.exitCode ??= code;
});
