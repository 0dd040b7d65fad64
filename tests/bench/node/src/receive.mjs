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
const confirmation = envelope(
  '<leerresultaten_bevestiging xmlns="http://www.edustandaard.nl/leerresultaten/2/leerresultaten"/>',
);
const escaped = (text) => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);
const fault = (why) => envelope(`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${escaped(why)}</faultstring></soap:Fault>`);

export function buildServer(store, delivery, key) {
  const app = Fastify({ bodyLimit: 32 << 20 });
  app.addContentTypeParser(['text/xml'], { parseAs: 'string' }, (request, body, done) => done(null, body));
  app.post('/soap/uwlr/2.2/leerresultaten', async (request, reply) => {
    reply.header('content-type', 'text/xml; charset=utf-8');
    let message, faults;
    try {
      message = parse(request.body);
      faults = check(message, key);
    } catch (error) {
      faults = [error.message];
    }
    if (faults.length > 0) return reply.code(500).send(fault(faults.join('; ')));
    const statements = statementsOf(message.Envelope.Body.leerresultaten_verzoek);
    const deliveries = [];
    for (let at = 0; at < statements.length; at += batchSize)
      deliveries.push({ id: randomUUID(), body: `[${statements.slice(at, at + batchSize).join(',')}]` });
    await store.accept({ id: randomUUID(), received: Date.now(), body: request.body, deliveries });
    delivery.add(deliveries);
    return confirmation;
  });
  return app;
}
