// The formats that our engine asserts, written from their standards: RFC 3339, 3986, 3987 (any character beyond ASCII),
// 4122, 5646 (its outer form) and ISO 8601 durations as xAPI uses them, beside those of RFC 3339 appendix A.
'use strict';

const days = (year, month) =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

function date(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= days(year, month);
}

function time(text) {
  const found = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i.exec(text);
  if (!found) return false;
  const [hour, minute, second, zoneHour, zoneMinute] = [1, 2, 3, 5, 6].map((i) => Number(found[i] || 0));
  if (hour > 23 || minute > 59 || second > 60 || zoneHour > 23 || zoneMinute > 59) return false;
  if (second < 60) return true;
  const east = (zoneHour * 60 + zoneMinute) * (found[4] === '-' ? -1 : 1);
  return (hour * 60 + minute - east + 2 * 1440) % 1440 === 1439; // a leap second ends a day in UTC
}

function dateTime(text) {
  const [, day, rest] = /^(.{10})[Tt](.*)$/u.exec(text) || [];
  return day !== undefined && date(day) && time(rest);
}

const duration = /^P(?:\d+W|(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?|T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))$/;

const number = '\\d+(?:[.,]\\d+)?';
function xapiDuration(text) {
  if (new RegExp(`^P${number}W$`).test(text)) return true;
  const found = /^P([^T]*)(?:T(.+))?$/.exec(text);
  if (!found || (found[1] === '' && found[2] === undefined)) return false;
  const parts = [found[1], found[2] || ''].map((part) => part.match(/\d+(?:[.,]\d+)?[A-Z]/g) || []);
  if (parts[0].join('') !== found[1] || parts[1].join('') !== (found[2] || '')) return false;
  const inOrder = (list, letters) =>
    list.every((part, i) => letters.includes(part.slice(-1)) && (i === 0 || letters.indexOf(list[i - 1].slice(-1)) < letters.indexOf(part.slice(-1))));
  const all = parts.flat(); // only the last part may have a fraction
  return inOrder(parts[0], 'YMD') && inOrder(parts[1], 'HMS') && all.slice(0, -1).every((part) => /^\d+[A-Z]$/.test(part));
}

function references(international) {
  const unreserved = `[A-Za-z0-9\\-._~${international ? '\\u{80}-\\u{10FFFF}' : ''}]`;
  const encoded = '%[0-9A-Fa-f]{2}';
  const sub = "[!$&'()*+,;=]";
  const pchar = `(?:${unreserved}|${encoded}|${sub}|[:@])`;
  const h16 = '[0-9A-Fa-f]{1,4}';
  const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
  const ls32 = `(?:${h16}:${h16}|${octet}(?:\\.${octet}){3})`;
  const ipv6 = [
    `(?:${h16}:){6}${ls32}`, `::(?:${h16}:){5}${ls32}`, `(?:${h16})?::(?:${h16}:){4}${ls32}`,
    `(?:(?:${h16}:){0,1}${h16})?::(?:${h16}:){3}${ls32}`, `(?:(?:${h16}:){0,2}${h16})?::(?:${h16}:){2}${ls32}`,
    `(?:(?:${h16}:){0,3}${h16})?::${h16}:${ls32}`, `(?:(?:${h16}:){0,4}${h16})?::${ls32}`,
    `(?:(?:${h16}:){0,5}${h16})?::${h16}`, `(?:(?:${h16}:){0,6}${h16})?::`,
  ].join('|');
  const future = `[vV][0-9A-Fa-f]+\\.(?:[A-Za-z0-9\\-._~]|${sub}|:)+`;
  const host = `(?:\\[(?:${ipv6}|${future})\\]|(?:${unreserved}|${encoded}|${sub})*)`;
  const authority = `(?:(?:${unreserved}|${encoded}|${sub}|:)*@)?${host}(?::\\d*)?`;
  const rest = `(?:\\/${pchar}*)*`;
  const tail = `(?:\\?(?:${pchar}|[/?])*)?(?:#(?:${pchar}|[/?])*)?`;
  const absolute = `\\/(?:${pchar}+${rest})?`;
  const noColon = `(?:${unreserved}|${encoded}|${sub}|@)+`;
  const uri = `[A-Za-z][A-Za-z0-9+.\\-]*:(?:\\/\\/${authority}${rest}|${absolute}|${pchar}+${rest}|)${tail}`;
  const relative = `(?:\\/\\/${authority}${rest}|${absolute}|${noColon}${rest}|)${tail}`;
  return {whole: new RegExp(`^(?:${uri})$`, 'u'), any: new RegExp(`^(?:${uri}|${relative})$`, 'u')};
}
const ascii = references(false);
const international = references(true);

function email(text) {
  const at = text.lastIndexOf('@');
  const atom = "[A-Za-z0-9!#$%&'*+\\-/=?^_`{|}~]+";
  const label = '(?!-)[A-Za-z0-9\\-]+(?<!-)';
  const [local, host] = [text.slice(0, at), text.slice(at + 1)];
  const bytes = (part) => Buffer.byteLength(part);
  return at > 0 && bytes(local) <= 64 && bytes(host) <= 253 && host.split('.').every((part) => bytes(part) <= 63) &&
    new RegExp(`^${atom}(?:\\.${atom})*$`, 'u').test(local) && new RegExp(`^${label}(?:\\.${label})*$`, 'u').test(host);
}

module.exports = {
  date, time, duration, email,
  'x-xapi-duration': xapiDuration,
  'date-time': dateTime,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  uri: (text) => ascii.whole.test(text),
  'uri-reference': (text) => ascii.any.test(text),
  iri: (text) => international.whole.test(text),
  'iri-reference': (text) => international.any.test(text),
  'x-language-tag': /^(?:[A-Za-z]{2,8}|[xXiI](?=-))(?:-[A-Za-z0-9]{1,8})*$/,
};
