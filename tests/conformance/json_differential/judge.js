// Judges JSON by ajv. Reads the file named on the command line, line by line, and answers on standard output:
//   S 7 <schema>       draft-07; answer: "ok", or "refused" and why
//   S 2020 <schema>    2020-12; the same
//   I <instance>       by the last schema; answer: {valid, alternatives, places, also}, or "refused" or "failed"
// `places` are those of all errors that a second engine has to tell. A place is the JSON pointer of the value that is wrong;
// of a member that does not belong there, or has a wrong name, its own pointer; of items that may not be there, that of the
// first of them; of equal items, that of the last. `also` are places that may be told: the further items that may not be
// there or are equal, and what is wrong within a value of a wrong type. `alternatives`: an error is about anyOf, oneOf, contains or not.
'use strict';
const fs = require('fs');
const Ajv7 = require('ajv');
const Ajv2020 = require('ajv/dist/2020');
const formats = require('./formats');

const classes = {7: Ajv7.default || Ajv7, 2020: Ajv2020.default || Ajv2020};

// One for each schema: references to "#" are not found in a second schema of one that had no $id.
function engine(version) {
  const ajv = new classes[version]({
    allErrors: true, strict: false, validateSchema: false, meta: false, logger: false, verbose: true, formats,
  });
  ajv.addKeyword('x-schakel-clause');
  return ajv;
}

const escaped = (name) => String(name).replace(/~/g, '~0').replace(/\//g, '~1');

function find(document, pointer) {
  return pointer.split('/').slice(1).reduce((value, token) => value?.[token.replace(/~1/g, '/').replace(/~0/g, '~')], document);
}

function place(document, error) {
  const at = error.instancePath;
  const p = error.params;
  // Within propertyNames the data is a name, and the place is that of the object which has it.
  if (typeof error.data === 'string' && typeof find(document, at) === 'object') return `${at}/${escaped(error.data)}`;
  switch (error.keyword) {
    case 'additionalProperties': return `${at}/${escaped(p.additionalProperty)}`;
    case 'unevaluatedProperties': return `${at}/${escaped(p.unevaluatedProperty)}`;
    case 'propertyNames': return `${at}/${escaped(p.propertyName)}`;
    case 'additionalItems':
    case 'items': return p.limit === undefined ? at : `${at}/${p.limit}`;
    case 'uniqueItems': return `${at}/${p.i}`;
    case 'unevaluatedItems': return `${at}/${p.limit ?? 0}`;
    default: return at;
  }
}

function answer(document, validate) {
  // Where all items were evaluated, ajv sometimes goes on with the item "true".
  const mistaken = (error) => find(document, error.instancePath) === undefined;
  const all = validate(document) ? [] : validate.errors.filter((error) => !mistaken(error));
  const valid = all.length === 0;
  const errors = all.filter((error) => error.keyword !== 'if'); // what failed is told itself
  const places = new Set(errors.map((error) => place(document, error)));
  const also = new Set();
  const firsts = new Map();
  for (const error of errors) {
    const [, array, index] = /^(.*)\/(\d+)$/.exec(error.instancePath) || [];
    if (error.keyword === 'false schema' && index !== undefined)
      firsts.set(array, Math.min(firsts.get(array) ?? Infinity, Number(index)));
    if (error.keyword === 'unevaluatedItems' || error.keyword === 'uniqueItems')
      error.data.forEach((_, i) => i >= (error.params.limit ?? 0) && also.add(`${error.instancePath}/${i}`));
  }
  const later = (one) => {
    const [, array, index] = /^(.*)\/(\d+)$/.exec(one) || [];
    return firsts.has(array) && Number(index) > firsts.get(array);
  };
  const types = errors.filter((error) => error.keyword === 'type').map((error) => `${error.instancePath}/`);
  for (const one of places)
    if (later(one) || types.some((type) => one.startsWith(type))) {
      places.delete(one);
      also.add(one);
    }
  const alternatives = errors.some((error) => ['anyOf', 'oneOf', 'contains', 'not'].includes(error.keyword));
  return {valid, alternatives, places: [...places], also: [...also]};
}

const out = [];
let validate = null;
for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (line.startsWith('S ')) {
    const space = line.indexOf(' ', 2);
    try {
      validate = engine(line.slice(2, space)).compile(JSON.parse(line.slice(space + 1)));
      out.push('ok');
    } catch (problem) {
      validate = null;
      out.push(`refused ${problem.message.split('\n')[0]}`);
    }
  } else if (line.startsWith('I ')) {
    if (validate === null) {
      out.push('refused');
      continue;
    }
    try {
      out.push(JSON.stringify(answer(JSON.parse(line.slice(2)), validate)));
    } catch (problem) {
      out.push(`failed ${problem.message}`); // some schemas make ajv stumble over its notes of what was evaluated
    }
  }
}
process.stdout.write(out.join('\n') + '\n');
