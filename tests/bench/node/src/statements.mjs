// One xAPI statement for every result, with what the gateway puts in its own.
import { createHash } from 'node:crypto';

import { textOf } from './check.mjs';

// The form of a UUID, made from what it names.
function mint(...parts) {
  const hex = createHash('sha1').update(parts.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const zone = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' });
const starts = new Map();

// The first moment of a day in Amsterdam. Messages name the same few days over and over.
function startOf(day) {
  let found = starts.get(day);
  if (!found) {
    const midnight = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
    found = new Date(midnight - Number(zone.format(midnight)) * 3600_000).toISOString().replace('.000', '');
    if (starts.size > 1000) starts.clear();
    starts.set(day, found);
  }
  return found;
}

const account = (name) => ({ objectType: 'Agent', account: { homePage: 'https://schakel.example', name } });

const counts = {
  aantalopgaven: 'number-of-items',
  aantalgoed: 'number-correct',
  aantalfout: 'number-incorrect',
  aantalgelezen: 'number-read',
  vaardigheidsscore: 'skill',
};

function activityOf(test) {
  const extensions = { 'urn:schakel:assessment-code': textOf(test.toetscode) };
  if (test.versie) extensions['urn:schakel:assessment-version'] = textOf(test.versie);
  if (test.vakgebied) extensions['urn:schakel:subjects'] = [{ value: textOf(test.vakgebied) }];
  if (test.leerjaar) extensions['urn:schakel:year-level'] = { value: textOf(test.leerjaar) };
  const definition = { name: { nl: test.toetsnaam }, type: 'http://adlnet.gov/expapi/activities/assessment', extensions };
  return { objectType: 'Activity', id: `urn:schakel:toets:${encodeURIComponent(textOf(test.toetscode))}`, definition };
}

function partOf(test, whole, code) {
  const part = test.toetsonderdelen.toetsonderdeel.find((one) => textOf(one.toetsonderdeelcode) === code);
  const extensions = { 'urn:schakel:part-code': code, 'urn:schakel:part-index': Number(part.toetsonderdeelvolgnummer) };
  const definition = { name: { nl: part.toetsonderdeelnaam }, type: 'http://adlnet.gov/expapi/activities/question', extensions };
  return { objectType: 'Activity', id: `${whole.id}/${encodeURIComponent(code)}`, definition };
}

function scoreOf(result, test) {
  const raw = Number(result.score);
  const norms = result.toetsonderdeelcode ? undefined : test.toetsnormering?.norm;
  if (!norms) return { result: { score: { raw } }, extensions: {} };
  const ranges = norms.map((one) => ({ term: one.term, low: Number(one.beginnormwaarde), high: Number(one.eindnormwaarde) }));
  const min = Math.min(...ranges.map((one) => one.low));
  const max = Math.max(...ranges.map((one) => one.high));
  const label = ranges.find((one) => one.low <= raw && raw <= one.high)?.term;
  const scaled = max > 0 ? Number((raw / max).toFixed(7)) : undefined;
  return { result: { score: { scaled, raw, min, max } }, extensions: label ? { 'urn:schakel:scale-label': label } : {} };
}

function osoOf(oso) {
  const scores = {};
  for (const [name, kind] of Object.entries(counts)) if (oso.toetsscore?.[name]) scores[kind] = Number(oso.toetsscore[name]);
  const extensions = { 'urn:schakel:scores': scores };
  if (oso.referentiescore) {
    extensions['urn:schakel:qualifications'] = oso.referentiescore.map((one) => ({
      type: one.codereferentiescore,
      value: one.waarde,
      comparisonGroup: one.codevergelijkingsgroep,
      remark: one.kwalificatie,
    }));
  }
  const seconds = oso.toetsscore?.tijd;
  return { result: seconds ? { duration: `PT${Number(seconds)}S` } : {}, extensions };
}

export function statementsOf(request) {
  const { school } = request;
  const tests = new Map(request.toetsen.toets.map((test) => [textOf(test.toetscode), { test, whole: activityOf(test) }]));
  const about = {
    'urn:schakel:school': { brin: school.brincode, school_key: school.schoolkey },
    'urn:schakel:school-period': school.schooljaar,
    'urn:schakel:author': school.auteur,
    'urn:schakel:assembled-at': new Date(school.aanmaakdatum).toISOString().replace('.000', ''),
    'urn:schakel:pupil-scheme': 'eckid',
    'urn:schakel:date-only': true,
  };
  const written = [];
  for (const pupil of request.toetsafnames.toetsafname) {
    const actor = account(pupil.eckid ?? pupil.leerlingid);
    const instructor = pupil.resultaatverwerkerid && account(pupil.resultaatverwerkerid);
    for (const one of pupil.resultaten.resultaat) {
      const { test, whole } = tests.get(one.toetscode);
      const part = one.toetsonderdeelcode && partOf(test, whole, one.toetsonderdeelcode);
      const { result, extensions } = one.score === undefined ? osoOf(one.osoresultaat) : scoreOf(one, test);
      extensions['urn:schakel:result-key'] = one['@key'];
      if (one.infourl) extensions['urn:schakel:review-url'] = one.infourl;
      result.extensions = extensions;
      const timestamp = startOf(one.afnamedatum);
      const content = {
        actor,
        verb: { id: 'http://adlnet.gov/expapi/verbs/scored', display: { nl: 'behaalde een score voor' } },
        object: part ?? whole,
        result,
        context: {
          registration: mint('registration', actor.account.name, one.toetscode, textOf(one.versie ?? ''), timestamp),
          instructor,
          contextActivities: part && { parent: [whole] },
          extensions: about,
        },
        timestamp,
      };
      const json = JSON.stringify(content);
      written.push(`{"id":"${mint('statement', json)}",${json.slice(1)}`);
    }
  }
  return written;
}
