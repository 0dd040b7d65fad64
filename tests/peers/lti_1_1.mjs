// What ims-lti and oauth-1.0a do in LTI 1.1. Standard input: a JSON array of orders; standard output: an answer for each.
//   {"do":"verify","url","key","secret","fields":{…}}                  ims-lti as tool: {"good"}
//   {"do":"sign","url","key","secret","method","fields":{…}}           oauth-1.0a as consumer: {"fields":{…}}
//   {"do":"outcome","operation","path","key","secret","sourcedid"}     ims-lti as tool: {"url","authorization","body"}
//   {"do":"send","operation","to","key","secret","sourcedid","score"}  the same, to who keeps the grades: {"error","result"}
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const lti = require("ims-lti");
const OAuth = require("oauth-1.0a");

function verify({ url, key, secret, fields }) {
  const at = new URL(url);
  const request = { method: "POST", url: at.pathname + at.search, protocol: at.protocol.slice(0, -1), headers: { host: at.host }, body: fields };
  const provider = new lti.Provider(key, secret);
  return new Promise((done) => provider.valid_request(request, (error, good) => done({ good: Boolean(good), error: String(error || "") })));
}

function sign({ url, key, secret, method, fields }) {
  const hash = method === "HMAC-SHA256" ? "sha256" : "sha1";
  const signer = OAuth({ consumer: { key, secret }, signature_method: method,
    hash_function: (base, by) => createHmac(hash, by).update(base).digest("base64") });
  return { fields: signer.authorize({ url, method: "POST", data: fields }) };
}

// The request as it goes over the wire; the answer that it gets is that of a receiver who took it.
async function outcome({ operation, path, key, secret, sourcedid, answer }) {
  let seen;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => {
      seen = { url: `http://${request.headers.host}${request.url}`, authorization: request.headers.authorization, body };
      response.writeHead(200, { "Content-Type": "application/xml" }).end(answer);
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const said = await send({ operation, to: `http://127.0.0.1:${server.address().port}${path}`, key, secret, sourcedid });
  server.closeAllConnections();
  server.close();
  return { ...seen, ...said };
}

function send({ operation, to, key, secret, sourcedid, score }) {
  const service = new (lti.OutcomeService || require("ims-lti/lib/extensions/outcomes").OutcomeService)({
    consumer_key: key, consumer_secret: secret, source_did: sourcedid, language: "nl", service_url: to });
  return new Promise((done) => {
    const tell = (error, result) => done({ error: error ? String(error.message || error) : "", result });
    if (operation === "replaceResult") service.send_replace_result(score ?? 0.85, tell);
    if (operation === "readResult") service.send_read_result(tell);
    if (operation === "deleteResult") service.send_delete_result(tell);
  });
}

let input = "";
for await (const part of process.stdin) input += part;
const answers = [];
for (const order of JSON.parse(input)) answers.push(await { verify, sign, outcome, send }[order.do](order));
console.log(JSON.stringify(answers));
