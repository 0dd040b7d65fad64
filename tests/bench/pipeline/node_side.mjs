// What bench_pipeline does, by the code of the Node peer: bytes of messages to confirmations and deliveries, nothing kept.
//
//   node node_side.mjs FILE KEY SECONDS     prints {"messages","results","seconds"}, seconds of the processor
import { readFileSync } from 'node:fs';

import { confirmation, translated } from '../node/src/receive.mjs';

const [file, key, seconds] = process.argv.slice(2);

function messages(bytes) {
  const all = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    const size = Number(bytes.toString('latin1', at, end));
    all.push(bytes.subarray(end + 1, end + 1 + size));
    at = end + 1 + size;
  }
  return all;
}

const used = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

const all = messages(readFileSync(file));
let done = 0;
let results = 0;
let sent = 0;

function pass() {
  for (const bytes of all) {
    const outcome = translated(bytes.toString('utf8'), key);
    if (outcome.faults) throw new Error(outcome.faults.join('; '));
    for (const body of outcome.deliveries) sent += Buffer.from(body, 'utf8').length; // what a store or a socket is given
    sent += confirmation.length;
    results += outcome.results;
    ++done;
  }
}

const warm = process.cpuUsage();
while (used(warm) < 2) pass(); // until the compiler knows what is hot
done = results = 0;
const start = process.cpuUsage();
while (used(start) < Number(seconds)) pass();
console.log(JSON.stringify({ messages: done, results, seconds: used(start) }));
