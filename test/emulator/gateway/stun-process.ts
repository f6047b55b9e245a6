import { randomBytes } from 'node:crypto';
import dgram from 'node:dgram';
import { classes, Message, methods } from 'werift';

/** The connectivity checks of a browser that has no loopback address: one to each IPv4 candidate of a description; says who answers. */
process.on('message', (description) => {
  const offer = String(description);
  const socket = dgram.createSocket('udp4', (answer, { address }) => {
    if (answer.readUInt16BE(0) === bindingSuccess) process.send?.({ answeredBy: address });
  });
  socket.bind(0, process.argv[2]);
  for (const [, address = '', port = ''] of offer.matchAll(/^a=candidate:\S+ 1 udp \d+ ([\d.]+) (\d+)/gm)) {
    socket.send(check(attribute(offer, 'ice-ufrag'), attribute(offer, 'ice-pwd')), Number(port), address, () => {});
  }
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

const bindingSuccess = 0x0101;

function check(user: string, password: string): Buffer {
  return new Message(methods.BINDING, classes.REQUEST, randomBytes(12))
    .setAttribute('USERNAME', `${user}:xxxx`)
    .setAttribute('PRIORITY', 1)
    .setAttribute('ICE-CONTROLLING', 1n)
    .setAttribute('USE-CANDIDATE', null)
    .addMessageIntegrity(Buffer.from(password))
    .addFingerprint().bytes;
}

function attribute(sdp: string, name: string): string {
  return new RegExp(`^a=${name}:(.*?)\r?$`, 'm').exec(sdp)?.[1] ?? '';
}
