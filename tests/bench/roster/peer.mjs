// Node doing the parsing part alone: `peer.mjs NAME FOLDER` reads every .csv file of a folder with one package, or every .json
// file with JSON.parse. One line for each line of
// standard input: seconds by the clock, seconds of processor time, peak bytes. The texts are in memory before.
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { parse as csvParse } from 'csv-parse/sync';
import { parseString } from 'fast-csv';
import Papa from 'papaparse';
import { inferSchema, initParser } from 'udsv';

const [name, folder] = process.argv.slice(2);
const extension = name === 'json' ? '.json' : '.csv';
const texts = readdirSync(folder).filter((file) => file.endsWith(extension)).sort().map((file) => readFileSync(join(folder, file), 'utf8'));
const rows = { count: 0 };

const parsers = {
  json: (text) => { rows.count += Object.keys(JSON.parse(text)).length; },
  'csv-parse': (text) => { rows.count += csvParse(text).length; },
  papaparse: (text) => { rows.count += Papa.parse(text).data.length; },
  udsv: (text) => { rows.count += initParser(inferSchema(text)).stringArrs(text).length; },
  'fast-csv': (text) => new Promise((done, failed) => {
    parseString(text).on('data', () => { rows.count += 1; }).on('end', done).on('error', failed);
  }),
};

for await (const _ of createInterface({ input: process.stdin })) {
  const before = process.cpuUsage();
  const start = performance.now();
  for (const text of texts) await parsers[name](text);
  const passed = performance.now() - start;
  const used = process.cpuUsage(before);
  console.log(`${(passed / 1e3).toFixed(6)} ${((used.user + used.system) / 1e6).toFixed(6)} ${process.resourceUsage().maxRSS * 1024}`);
}
