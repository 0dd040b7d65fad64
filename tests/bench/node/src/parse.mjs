// XML to objects. Elements that may repeat are always arrays; attributes begin with "@"; text stays text.
import { XMLParser } from 'fast-xml-parser';

const repeated = new Set(['toetsafname', 'resultaat', 'referentiescore', 'toets', 'norm', 'toetsonderdeel', 'ingang']);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  isArray: (name) => repeated.has(name),
});

// Throws when the text is not well-formed.
export const parse = (text) => parser.parse(text, true);
