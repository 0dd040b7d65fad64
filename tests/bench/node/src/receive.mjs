// The SOAP end point: fastify around parse, check, translate, commit, confirm.
import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';

import { parse } from './parse.mjs';
import { check } from './check.mjs';
import { statementsOf } from './statements.mjs';

const batchSize = 50; // as the gateway sends them

const envelope = (body) =>
  '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">' +
  `<soap:Body>${body}</soap:Body></soap:Envelope>`;
export const confirmation = envelope(
  '<leerresultaten_bevestiging xmlns="http://www.edustandaard.nl/leerresultaten/2/leerresultaten"/>',
);
const escaped = (text) => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);
const fault = (why) => envelope(`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${escaped(why)}</faultstring></soap:Fault>`);

// { faults } or { results, deliveries: [body, …] }
export function translated(text, key) {
  let message, faults;
  try {
    message = parse(text);
    faults = check(message, key);
  } catch (error) {
    faults = [error.message];
  }
  if (faults.length > 0) return { faults };
  const statements = statementsOf(message.Envelope.Body.leerresultaten_verzoek);
  const deliveries = [];
  for (let at = 0; at < statements.length; at += batchSize) deliveries.push(`[${statements.slice(at, at + batchSize).join(',')}]`);
  return { results: statements.length, deliveries };
}

export function buildServer(store, delivery, key) {
  const app = Fastify({ bodyLimit: 32 << 20 });
  app.addContentTypeParser(['text/xml'], { parseAs: 'string' }, (request, body, done) => done(null, body));
  app.post('/soap/uwlr/2.2/leerresultaten', async (request, reply) => {
    reply.header('content-type', 'text/xml; charset=utf-8');
    const { faults, deliveries: bodies } = translated(request.body, key);
    if (faults) return reply.code(500).send(fault(faults.join('; ')));
    const deliveries = bodies.map((body) => ({ id: randomUUID(), body }));
    await store.accept({ id: randomUUID(), received: Date.now(), body: request.body, deliveries });
    delivery.add(deliveries);
    return confirmation;
  });
  return app;
}
