import { readFileSync } from 'node:fs';
import { RealClock } from '../../../emulator/clock/real-clock';
import { createMediaHub } from '../../../emulator/gateway/media/hub';

/** A gateway's media in a process of its own; says where it is reached, then what came of it. */
const [mediaHost] = process.argv.slice(2);
const clock = new RealClock();
const foreign: string[] = [];
const before = multicastsSent();
const hub = createMediaHub({ clock, mediaHost, onForeign: (address) => foreign.push(address) });
const leg = hub.open();
const offer = await leg.offer();
// A browser that hides its address names one that would have to be asked for by multicast.
await leg.accept(offer.replace(/^a=candidate:.*$/gm, 'a=candidate:1 1 udp 1 secret.local 5000 typ host').replace('a=setup:actpass', 'a=setup:active'));
process.send?.(offer);
process.on('message', () => {
  process.send?.({ foreign, violations: hub.violations, multicasts: multicastsSent() - before });
});
process.on('disconnect', () => {
  hub.close();
  clock.close();
  process.exit();
});

/** Of this namespace, as its kernel counts them. */
function multicastsSent(): number {
  const [heads = '', values = ''] = readFileSync('/proc/net/netstat', 'utf8').split('\n').filter((line) => line.startsWith('IpExt'));
  return Number(values.split(' ')[heads.split(' ').indexOf('OutMcastPkts')]);
}
