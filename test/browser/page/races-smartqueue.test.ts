import { describeRaces } from './races';

describeRaces('smartqueue');
