import { describeCalls } from './calls';

describeCalls('acd');
