import { describeCalls } from './calls';

describeCalls('smartqueue');
