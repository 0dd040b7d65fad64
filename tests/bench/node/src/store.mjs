// Messages and deliveries in SQLite, durable at commit. What arrives while a commit runs goes into the next one.
import Database from 'better-sqlite3';

export function openStore(file, worker) {
  const db = new Database(file, { timeout: 30_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`
    CREATE TABLE IF NOT EXISTS message (id TEXT PRIMARY KEY, received INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS delivery (
      id TEXT PRIMARY KEY, message TEXT NOT NULL, worker INTEGER NOT NULL, body TEXT NOT NULL, delivered INTEGER);
    CREATE INDEX IF NOT EXISTS open_deliveries ON delivery (worker) WHERE delivered IS NULL;`);
  const addMessage = db.prepare('INSERT INTO message VALUES (?, ?, ?)');
  const addDelivery = db.prepare('INSERT INTO delivery VALUES (?, ?, ?, ?, NULL)');
  const settle = db.prepare('UPDATE delivery SET delivered = ? WHERE id = ?');
  const open = db.prepare('SELECT id, body FROM delivery WHERE worker = ? AND delivered IS NULL');

  let accepted = [];
  let settled = [];
  let planned = false;
  let patience; // until settlements are written without a message that takes them along

  const write = db.transaction((messages, ids) => {
    for (const { message } of messages) {
      addMessage.run(message.id, message.received, message.body);
      for (const one of message.deliveries) addDelivery.run(one.id, message.id, worker, one.body);
    }
    const now = Date.now();
    for (const id of ids) settle.run(now, id);
  });

  function commit() {
    planned = false;
    clearTimeout(patience);
    patience = undefined;
    const messages = accepted;
    const ids = settled;
    accepted = [];
    settled = [];
    try {
      write.immediate(messages, ids);
      for (const { done } of messages) done();
    } catch (error) {
      settled.push(...ids);
      for (const { failed } of messages) failed(error);
    }
  }

  function plan() {
    if (planned) return;
    planned = true;
    setImmediate(commit);
  }

  return {
    // Resolves after the commit.
    accept(message) {
      return new Promise((done, failed) => {
        accepted.push({ message, done, failed });
        plan();
      });
    },
    // Rides along with the next messages; losing it sends a delivery again, which a receiver of xAPI recognises.
    delivered(id) {
      settled.push(id);
      patience ??= setTimeout(plan, 20);
    },
    openDeliveries: () => open.all(worker),
    close() {
      if (planned || settled.length > 0) commit();
      db.close();
    },
  };
}
