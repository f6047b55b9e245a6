// A bare `ws` server that sends back what it gets, in a process of its own: what the gateway is held against.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
server.on('listening', () => process.send?.(server.address().port));
process.on('disconnect', () => process.exit());
