import { processContext } from './command';
import { runVox } from './run-vox';

void runVox(process.argv.slice(2), processContext()).then((code) => {
  process.exitCode = code;
});
