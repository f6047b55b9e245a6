import type { FastifyInstance } from 'fastify';
import document from '../openapi.json';

/** What the routes take and give, for whoever writes against them; it holds nobody's data. */
export function serveOpenApi(app: FastifyInstance): void {
  app.get('/openapi.json', (_request, reply) =>
    reply.header('cache-control', 'no-cache').header('access-control-allow-origin', '*').send(document));
}
