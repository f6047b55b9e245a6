import { describeRaces } from './races';

describeRaces('acd');
