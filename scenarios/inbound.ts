import settings from 'vox:settings';
import { createInbound } from './effects/inbound-session';

/** An inbound call of one franchise: from the dialled number to an operator, or to a declared end. */
const inbound = createInbound(settings);
VoxEngine.addEventListener(AppEvents.Started, inbound.started);
VoxEngine.addEventListener(AppEvents.CallAlerting, inbound.alerting);
VoxEngine.addEventListener(AppEvents.HttpRequest, inbound.request);
