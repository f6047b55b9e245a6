import settings from 'vox:settings';
import { createOutbound } from './effects/outbound-session';

/** An operator calls a customer, with a ticket of the desk; anything else that comes this way is refused. */
const outbound = createOutbound(settings);
VoxEngine.addEventListener(AppEvents.Started, outbound.started);
VoxEngine.addEventListener(AppEvents.CallAlerting, outbound.alerting);
VoxEngine.addEventListener(AppEvents.HttpRequest, outbound.request);
