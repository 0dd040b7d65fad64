// Sends batches of statements over kept connections, four at a time; what fails is tried again after five seconds.
import { Pool } from 'undici';

const atOnce = 4;

export function startDelivery(store, sink) {
  const { origin, pathname } = new URL(sink);
  const pool = new Pool(origin, { connections: atOnce });
  const headers = {
    'content-type': 'application/json',
    'x-experience-api-version': '1.0.3',
    authorization: `Basic ${Buffer.from('bench:bench-password').toString('base64')}`,
  };
  const waiting = store.openDeliveries();
  let underWay = 0;
  let stopping = false;

  async function send(one) {
    try {
      const answer = await pool.request({ path: `${pathname}/statements`, method: 'POST', headers, body: one.body });
      await answer.body.dump();
      if (answer.statusCode !== 200 && answer.statusCode !== 204) throw new Error(`HTTP ${answer.statusCode}`);
      store.delivered(one.id);
    } catch {
      setTimeout(() => add([one]), 5000).unref();
    }
    --underWay;
    pump();
  }

  function pump() {
    while (!stopping && underWay < atOnce && waiting.length > 0) {
      ++underWay;
      send(waiting.shift());
    }
  }

  function add(deliveries) {
    waiting.push(...deliveries);
    pump();
  }

  pump();
  return {
    add,
    async stop() {
      stopping = true;
      await pool.close();
    },
  };
}
