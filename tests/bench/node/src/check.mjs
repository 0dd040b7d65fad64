// What a message must be: the structure and the types as a JSON schema on the parsed object, then keys and references.
import Ajv from 'ajv';

const text = (maxLength, more = {}) => ({ type: 'string', minLength: 1, maxLength, ...more });
const pattern = (source) => ({ type: 'string', pattern: source });
const list = (items) => ({ type: 'array', minItems: 1, items });
const object = (required, optional = {}) => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});
// An element with attributes is an object with its text in "#text"; without them it is the text.
const vocabulary = { '@vocabulaire': { type: 'string' }, '@vocabulairelocatie': { type: 'string' } };
const bound = { ...object({ '#text': text(256) }, vocabulary), ...text(256), type: ['string', 'object'] };

const key = text(256);
const score = pattern('^\\+?[0-9]+$|^-0+$');
const decimal = pattern('^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)$');
const integer = pattern('^[+-]?[0-9]+$');
const colour = pattern('^(1?[0-9]{1,2}|2[0-4][0-9]|25[0-5])$');
const mark = pattern('^([1-9](\\.[0-9]+)?|10(\\.0+)?)$');
const date = pattern('^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(Z|[+-][0-9]{2}:[0-9]{2})?$');
const moment = pattern(
  '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$',
);

const norms = object(
  {
    norm: list(
      object(
        { term: text(64), beginnormwaarde: score, eindnormwaarde: score },
        {
          omschrijving: text(128),
          normkleur: object({ rood_code: colour, groen_code: colour, blauw_code: colour, transparantie: decimal }),
          schoolcijfer_vanaf: mark,
          schoolcijfer_totenmet: mark,
        },
      ),
    ),
  },
  { toetscategorie: bound, toetsniveau: bound, wegingsfactor: decimal, ...vocabulary },
);

const osoResult = object(
  {},
  {
    toetsscore: object(
      {},
      {
        aantalopgaven: integer,
        aantalgoed: integer,
        aantalfout: integer,
        aantalgelezen: integer,
        tijd: decimal,
        vaardigheidsscore: decimal,
        codevaardigheidsschaal: text(1000),
        betrouwbaarheidsinterval: object({ bivlaag: decimal, bivhoog: decimal }),
      },
    ),
    referentiescore: list(
      object({ codereferentiescore: text(1000), codevergelijkingsgroep: text(1000), waarde: text(1000) }, { kwalificatie: text(1000) }),
    ),
  },
);

const result = {
  ...object(
    { '@key': key, afnamedatum: date, toetscode: key },
    { versie: bound, toetsonderdeelcode: key, score, osoresultaat: osoResult, infourl: text(256) },
  ),
  oneOf: [{ required: ['score'] }, { required: ['osoresultaat'] }],
};

const school = {
  ...object(
    { schooljaar: pattern('^[12][0-9]{3}-[12][0-9]{3}$'), aanmaakdatum: moment, xsdversie: { enum: ['2.1', '2.2'] } },
    {
      schoolkey: text(256),
      brincode: pattern('^[0-9]{2}[A-Z]{2}$'),
      dependancecode: pattern('^([0-9]{2})?$'),
      auteur: text(128),
      commentaar: text(128),
    },
  ),
  oneOf: [{ required: ['schoolkey'] }, { required: ['brincode'] }],
};

const test = object(
  { toetscode: bound },
  {
    versie: bound,
    toetsnaam: text(128),
    leerjaar: bound,
    vakgebied: bound,
    toetsnormering: norms,
    toetshierarchie: object({ ingang: list({ type: 'object' }) }),
    toetsonderdelen: object({
      toetsonderdeel: list(
        object(
          { toetsonderdeelvolgnummer: pattern('^\\+?0*[1-9][0-9]*$'), toetsonderdeelcode: bound },
          { toetsonderdeelnaam: text(128), toetsonderdeelnormering: norms },
        ),
      ),
    }),
  },
);

const schema = object(
  {
    Envelope: object({
      Header: object({ autorisatie: object({ autorisatiesleutel: text(64), klantcode: text(64), klantnaam: text(64) }) }),
      Body: object({
        leerresultaten_verzoek: object({
          school,
          toetsafnames: object({
            toetsafname: list(
              object(
                { leerlingid: key, resultaten: object({ resultaat: list(result) }) },
                { eckid: key, resultaatverwerkerid: key },
              ),
            ),
          }),
          toetsen: object({ toets: list(test) }),
        }),
      }),
    }),
  },
  { '?xml': {} },
);

const valid = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false }).compile(schema);

export const textOf = (value) => (typeof value === 'object' ? value['#text'] : value);

// What the schema of UWLR has as key, keyref and unique.
function references(request) {
  const faults = [];
  const tests = new Map();
  for (const one of request.toetsen.toets) {
    const code = textOf(one.toetscode);
    if (tests.has(code)) faults.push(`test ${code} is defined twice`);
    const parts = one.toetsonderdelen?.toetsonderdeel ?? [];
    const numbers = new Set(parts.map((part) => Number(part.toetsonderdeelvolgnummer)));
    if (numbers.size < parts.length) faults.push(`parts of test ${code} share a number`);
    tests.set(code, new Set(parts.map((part) => textOf(part.toetsonderdeelcode))));
  }
  const keys = new Set();
  for (const pupil of request.toetsafnames.toetsafname) {
    for (const one of pupil.resultaten.resultaat) {
      if (keys.has(one['@key'])) faults.push('two results share a key');
      keys.add(one['@key']);
      const parts = tests.get(one.toetscode);
      if (!parts) faults.push('a result names a test that is not defined');
      else if (one.toetsonderdeelcode && !parts.has(one.toetsonderdeelcode)) faults.push('a result names an unknown part');
    }
  }
  return faults;
}

// Empty when the message is good.
export function check(message, authorisationKey) {
  if (!valid(message)) return valid.errors.map((error) => `${error.instancePath} ${error.message}`);
  if (message.Envelope.Header.autorisatie.autorisatiesleutel !== authorisationKey) return ['unknown key'];
  return references(message.Envelope.Body.leerresultaten_verzoek);
}
