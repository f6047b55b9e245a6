import { describeCallers } from './callers';
import { describeCallsWindow } from './calls-window';
import { describeDialog } from './dialog';
import { describeEmbedding, useErpSite } from './embed';
import { describeSound, withSounds } from './sound';
import { useWorld } from './world';

const site = useErpSite();
const world = useWorld('smartqueue', (config) => {
  withSounds(config);
  site.admit(config);
});

describeDialog(world);
describeCallers(world);
describeSound(world);
describeEmbedding(world, site);
describeCallsWindow(world, site);
