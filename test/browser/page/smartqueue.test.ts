import { describeCalls } from './calls';
import { describeHandOver } from './hand-over';
import { describeRaces } from './races';
import { useWorld } from './world';

const world = useWorld('smartqueue');

describeCalls(world);
describeRaces(world);
describeHandOver(world);
