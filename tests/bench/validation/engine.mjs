// The Node engines behind the same questions as bench_validation: node engine.mjs ajv|ajv-tree|json-parse.
// A document is a string when it is judged: decoding its bytes is not measured.
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import Ajv from 'ajv';

const schema = JSON.parse(readFileSync(new URL('statement.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true }).compile(schema);

let text = '';
let tree = null;

const parse = () => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const judges = {
  ajv: () => validate(parse()),
  'ajv-tree': () => validate(tree),
  'json-parse': () => parse() !== undefined,
};
const name = process.argv[2];
const judge = judges[name];

const kibibytes = (field) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))[1]);

const answers = {
  load(file) {
    text = readFileSync(file, 'utf8');
    tree = name === 'ajv-tree' ? parse() : null;
    return `loaded ${Buffer.byteLength(text)}`;
  },
  judge(times) {
    const cpu = process.cpuUsage();
    const start = process.hrtime.bigint();
    let good = true;
    for (let i = 0; i < times; ++i) good = judge() && good;
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const used = process.cpuUsage(cpu);
    return `${good ? 'accepted' : 'refused'} ${seconds.toFixed(6)} ${((used.user + used.system) / 1e6).toFixed(6)}`;
  },
  memory() {
    writeFileSync('/proc/self/clear_refs', '5');
    const before = kibibytes('VmRSS');
    judge();
    return `peak ${Math.max(0, kibibytes('VmHWM') - before) * 1024}`;
  },
};

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [question, argument] = line.split(' ');
  process.stdout.write(`${answers[question](argument)}\n`);
}
