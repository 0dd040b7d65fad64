// The peer of the end-to-end bench: receives UWLR 2.2 results over SOAP, checks them, keeps message and deliveries in
// SQLite, answers after the commit, and delivers xAPI statements. With more than one worker they share port and database.
//
//   node server.mjs --database FILE --sink URL --key KEY [--workers N]
import cluster from 'node:cluster';
import { parseArgs } from 'node:util';

import { buildServer } from './src/receive.mjs';
import { openStore } from './src/store.mjs';
import { startDelivery } from './src/deliver.mjs';

const { values: options } = parseArgs({
  options: {
    database: { type: 'string' },
    sink: { type: 'string' },
    key: { type: 'string' },
    workers: { type: 'string', default: '1' },
  },
});

async function serve(port) {
  const store = openStore(options.database, cluster.worker?.id ?? 0);
  const delivery = startDelivery(store, options.sink);
  const app = buildServer(store, delivery, options.key);
  await app.listen({ port, host: '127.0.0.1' });
  process.on('SIGTERM', async () => {
    await app.close();
    await delivery.stop();
    store.close();
    process.exit(0);
  });
  return app.server.address().port;
}

function fork(count) {
  openStore(options.database, 0).close(); // the tables, before workers race to make them
  let listening = 0;
  for (let i = 0; i < count; ++i) cluster.fork();
  // Port 0 of a cluster is one free port that the workers share.
  cluster.on('listening', (_, address) => {
    if (++listening === count) console.log(`listening data ${address.port}`);
  });
  cluster.on('exit', () => {
    if (Object.keys(cluster.workers).length === 0) process.exit(0);
  });
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGTERM');
  });
}

if (cluster.isPrimary && Number(options.workers) > 1) fork(Number(options.workers));
else {
  const port = await serve(0);
  if (cluster.isPrimary) console.log(`listening data ${port}`);
}
