// A learning environment of our own making: an LTI 1.3 platform made with the npm package jose and node alone, and below /tool a
// publisher's tool (tool.mjs). It shares no code with the product.
//
//   node platform.mjs '{"gateway":"http://127.0.0.1:1234/lti/1.3","client_id":"…","deployment":"…","tool_client_id":"…"}'
//
// Writes "listening PORT" when it can be asked. /start?user=…&… begins a launch; its query is what the message hint carries:
//   target, link, kind (resource, deep_linking), role, locale, fault (see FAULTS), storage (1: postMessage storage is offered), deployment,
//   items (own: the link has no line item, tools make theirs)
// Settings besides those: issuer, where browsers reach it by another name; services, where it reaches the gateway itself; item_delay, how
// many milliseconds it takes to make a line item.
// GET /records tells what was received, POST /settings changes what is in force.
import { createServer } from "node:http";
import { createHmac, randomUUID } from "node:crypto";
import * as jose from "jose";
import { escaped, form, json, page, redirect } from "./answers.mjs";
import { make_tool } from "./tool.mjs";

const C = "https://purl.imsglobal.org/spec/lti/claim/";
const DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";
const AGS = "https://purl.imsglobal.org/spec/lti-ags/";
const NRPS = "https://purl.imsglobal.org/spec/lti-nrps/";
const DR = "https://purl.imsglobal.org/spec/lti-";

const settings = { issuer: "", ...JSON.parse(process.argv[2] ?? "{}") };
const records = [];
const keys = [await makeKey("platform-1")];
const tool = await make_tool(settings, records);
const strangers = await makeKey("platform-1"); // the same id, another key
const clients = new Map();                     // dynamically registered: client_id -> document
const tokens = new Map();                      // access token -> scopes
const lineItems = [];                          // that tools made

async function makeKey(kid, algorithm = "RS256") {
  const pair = await jose.generateKeyPair(algorithm, { extractable: true });
  return { kid, algorithm, ...pair };
}

const own = (path) => settings.issuer + path;
const now = () => Math.floor(Date.now() / 1000);

// ------------------------------------------------------------------ the id_token and what may be wrong with it

function claimsFor(hint, request) {
  const claims = {
    iss: settings.issuer, aud: request.get("client_id"), sub: hint.user, iat: now(), exp: now() + 300,
    nonce: request.get("nonce"),
    name: "Noor van Dijk", given_name: "Noor", family_name: "van Dijk", email: "noor@school.example", locale: hint.locale ?? "nl",
    [C + "version"]: "1.3.0",
    [C + "deployment_id"]: hint.deployment ?? settings.deployment,
    [C + "target_link_uri"]: hint.target,
    [C + "roles"]: ["http://purl.imsglobal.org/vocab/lis/v2/membership#" + (hint.role ?? "Learner")],
    [C + "context"]: { id: "klas-2a", title: "Wiskunde 2A", type: ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"] },
    [C + "tool_platform"]: { guid: "proefplatform", name: "Proefplatform", product_family_code: "proef", version: "1" },
    [C + "launch_presentation"]: { document_target: "iframe", return_url: own("/terug"), locale: hint.locale ?? "nl" },
    [C + "custom"]: { hoofdstuk: "1", leeg: "$Person.sourcedId" },
    [NRPS + "claim/namesroleservice"]: { context_memberships_url: own("/members?context=klas-2a"), service_versions: ["2.0"] },
    [AGS + "claim/endpoint"]: {
      scope: [AGS + "scope/lineitem", AGS + "scope/score", AGS + "scope/result.readonly"],
      lineitems: own("/lineitems?type_id=3"),
      ...(hint.items === "own" ? {} : { lineitem: own("/lineitems/1/lineitem?type_id=3") }),
    },
  };
  if (hint.kind === "deep_linking") {
    claims[C + "message_type"] = "LtiDeepLinkingRequest";
    claims[DL + "deep_linking_settings"] = {
      deep_link_return_url: own("/choice?course=7"), accept_types: ["ltiResourceLink", "link"],
      accept_presentation_document_targets: ["iframe", "window"], accept_multiple: true, data: "csrf-7",
    };
  } else {
    claims[C + "message_type"] = "LtiResourceLinkRequest";
    claims[C + "resource_link"] = { id: hint.link ?? "link-1", title: "Hoofdstuk 1" };
  }
  return claims;
}

// Each changes claims or header, or signs by itself.
const FAULTS = {
  "no-algorithm": (claims) => unsigned(claims, { alg: "none" }, ""),
  "shared-secret": async (claims) => {
    const pem = await jose.exportSPKI(keys[0].publicKey);
    return unsigned(claims, { alg: "HS256", kid: keys[0].kid }, (text) => createHmac("sha256", pem).update(text).digest("base64url"));
  },
  "key-path": (claims) => signed(claims, keys[0], { kid: "../../../../dev/null" }),
  "key-address": async (claims) => signed(claims, strangers, { jku: own("/strangers"), jwk: await jose.exportJWK(strangers.publicKey) }),
  "other-key": (claims) => signed(claims, strangers),
  "expired": (claims) => signed({ ...claims, iat: now() - 425, exp: now() - 121 }, keys[0]),
  "future": (claims) => signed({ ...claims, iat: now() + 200, exp: now() + 500 }, keys[0]),
  "huge": (claims) => signed({ ...claims, [C + "custom"]: { x: "x".repeat(1 << 20) } }, keys[0]),
  "audience": (claims) => signed({ ...claims, aud: "another-tool" }, keys[0]),
  "issuer": (claims) => signed({ ...claims, iss: settings.issuer + "/" }, keys[0]),
  "nonce": (claims) => signed({ ...claims, nonce: "made-up" }, keys[0]),
  "deployment": (claims) => signed({ ...claims, [C + "deployment_id"]: "unheard-of" }, keys[0]),
  "target": (claims) => signed({ ...claims, [C + "target_link_uri"]: "https://evil.example/" }, keys[0]),
  "version": (claims) => signed({ ...claims, [C + "version"]: "1.1" }, keys[0]),
  "no-person": (claims) => signed({ ...claims, sub: undefined }, keys[0]),
  "no-link": (claims) => signed({ ...claims, [C + "resource_link"]: undefined }, keys[0]),
};

function unsigned(claims, header, signature) {
  const part = (what) => Buffer.from(JSON.stringify(what)).toString("base64url");
  const text = part(header) + "." + part(claims);
  return text + "." + (typeof signature === "function" ? signature(text) : signature);
}

function signed(claims, key, header = {}) {
  return new jose.SignJWT(claims).setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: "JWT", ...header }).sign(key.privateKey);
}

// ------------------------------------------------------------------ what a browser asks

function start(query, answer) {
  const hint = Object.fromEntries(query);
  hint.user ??= "leerling-1";
  hint.target ??= settings.gateway + "/launch";
  const fields = {
    iss: settings.issuer, login_hint: hint.user, target_link_uri: hint.target, lti_message_hint: JSON.stringify(hint),
    client_id: settings.client_id, lti_deployment_id: hint.deployment ?? settings.deployment,
  };
  if (hint.storage) fields.lti_storage_target = "_parent";
  if (hint.fault === "deployment") delete fields.lti_deployment_id;
  const cookie = `session=${encodeURIComponent(hint.user)}; Path=/; HttpOnly`;
  const to = settings.gateway + "/login";
  if (hint.method === "GET") return redirect(answer, to + "?" + new URLSearchParams(fields), cookie);
  form(answer, to, fields, cookie);
}

// The order of checks is that of a well known learning environment.
async function authorize(query, cookies, answer) {
  records.push({ what: "authorize", query: Object.fromEntries(query) });
  const registered = settings.redirect_uris ?? [settings.gateway + "/launch"];
  const to = query.get("redirect_uri");
  if (!registered.includes(to)) return page(answer, 400, "redirect_uri is not registered");
  const no = (error) => form(answer, to, { error, error_description: "refused by the trial platform", state: query.get("state") ?? "" });
  for (const name of ["scope", "response_type", "client_id", "login_hint", "nonce"]) if (!query.get(name)) return no("invalid_request");
  if (query.get("scope") !== "openid") return no("invalid_scope");
  if (query.get("response_type") !== "id_token") return no("unsupported_response_type");
  if (query.get("client_id") !== settings.client_id) return no("unauthorized_client");
  const hint = JSON.parse(query.get("lti_message_hint"));
  if (hint.fault === "signed-out") return no("login_required");
  if (query.get("login_hint") !== hint.user) return no("access_denied");
  if (query.get("response_mode") !== "form_post" || query.get("prompt") !== "none") return no("invalid_request");
  const claims = claimsFor(hint, query);
  const id_token = hint.fault && FAULTS[hint.fault] ? await FAULTS[hint.fault](claims) : await signed(claims, keys[0]);
  form(answer, to, { utf8: "✓", id_token, state: query.get("state") });
}

async function choice(body, answer) {
  const form_fields = new URLSearchParams(body);
  const set = jose.createRemoteJWKSet(new URL((settings.services ?? settings.gateway) + "/jwks"));
  const { payload, protectedHeader } = await jose.jwtVerify(form_fields.get("JWT"), set, {
    issuer: settings.client_id, audience: settings.issuer, algorithms: ["RS256"], maxTokenAge: "60s", requiredClaims: ["nonce", "exp"],
  });
  records.push({ what: "choice", payload, header: protectedHeader });
  guarded(answer, `<p id="chosen">${escaped(JSON.stringify(payload))}</p>`);
}

// Pages of the learning environment itself stand in frames of its own pages only, as is usual.
function guarded(answer, body) {
  answer.setHeader("Content-Security-Policy", "frame-ancestors 'self'");
  answer.setHeader("X-Frame-Options", "SAMEORIGIN");
  page(answer, 200, body);
}

// ------------------------------------------------------------------ services

async function token(body, answer) {
  const fields = new URLSearchParams(body);
  const set = jose.createRemoteJWKSet(new URL((settings.services ?? settings.gateway) + "/jwks"));
  try {
    const { payload } = await jose.jwtVerify(fields.get("client_assertion"), set, {
      issuer: settings.client_id, subject: settings.client_id, audience: own("/token"), algorithms: ["RS256"], requiredClaims: ["jti", "exp"],
    });
    records.push({ what: "token", scope: fields.get("scope"), grant_type: fields.get("grant_type"), payload });
  } catch (error) {
    records.push({ what: "token", error: error.code });
    return json(answer, 401, { error: "invalid_client" });
  }
  const access_token = randomUUID();
  tokens.set(access_token, (fields.get("scope") ?? "").split(" "));
  json(answer, 200, { access_token, token_type: "Bearer", expires_in: 3600, scope: fields.get("scope") });
}

function may(request, scope) {
  const bearer = (request.headers.authorization ?? "").replace(/^Bearer /i, "");
  return (tokens.get(bearer) ?? []).includes(scope);
}

function score(request, url, body, answer) {
  if (!may(request, AGS + "scope/score")) return json(answer, 401, { error: "no token" });
  records.push({ what: "score", url, type: request.headers["content-type"], body: JSON.parse(body) });
  json(answer, settings.score_status ?? 200, {});
}

// Line items of the course; `resource_id` finds one again by the tool's own id.
async function makeLineItem(request, body, answer) {
  if (!may(request, AGS + "scope/lineitem")) return json(answer, 401, { error: "no token" });
  await new Promise((done) => setTimeout(done, settings.item_delay ?? 0));
  const item = { ...JSON.parse(body), id: own(`/lineitems/${lineItems.length + 2}/lineitem?type_id=3`) };
  lineItems.push(item);
  records.push({ what: "line-item", type: request.headers["content-type"], item });
  answer.setHeader("Content-Type", "application/vnd.ims.lis.v2.lineitem+json");
  json(answer, 201, item);
}

function listLineItems(request, query, answer) {
  if (!may(request, AGS + "scope/lineitem")) return json(answer, 401, { error: "no token" });
  const wanted = query.get("resource_id");
  answer.setHeader("Content-Type", "application/vnd.ims.lis.v2.lineitemcontainer+json");
  json(answer, 200, lineItems.filter((one) => !wanted || one.resourceId === wanted));
}

function members(request, query, answer) {
  if (!may(request, NRPS + "scope/contextmembership.readonly")) return json(answer, 401, { error: "no token" });
  const everyone = [
    { user_id: "leerling-1", roles: ["Learner"], status: "Active", given_name: "Noor", family_name: "van Dijk" },
    { user_id: "leerling-2", roles: ["Learner"], given_name: "Sam", family_name: "de Wit" },
    { user_id: "leraar-1", roles: ["Instructor"], name: "J. de Boer" },
  ];
  const at = Number(query.get("p") ?? 0), next = at + 1 < everyone.length;
  if (next) answer.setHeader("Link", `<${own(`/members?context=klas-2a&p=${at + 1}`)}>; rel="next"`);
  answer.setHeader("Content-Type", "application/vnd.ims.lti-nrps.v2.membershipcontainer+json");
  json(answer, 200, { id: own("/members"), context: { id: "klas-2a", title: "Wiskunde 2A" }, members: [everyone[at]] });
}

function configuration() {
  return {
    issuer: settings.issuer, authorization_endpoint: own("/authorize"), token_endpoint: own("/token"), jwks_uri: own("/jwks"),
    registration_endpoint: own("/register"), token_endpoint_auth_methods_supported: ["private_key_jwt"],
    token_endpoint_auth_signing_alg_values_supported: ["RS256"], id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: ["openid", AGS + "scope/score", NRPS + "scope/contextmembership.readonly"], response_types_supported: ["id_token"],
    subject_types_supported: ["public"], claims_supported: ["sub", "iss"],
    [DR + "platform-configuration"]: { product_family_code: "proef", version: "1", messages_supported: [{ type: "LtiResourceLinkRequest" }] },
  };
}

function register(request, body, answer) {
  const document = JSON.parse(body);
  records.push({ what: "register", authorization: request.headers.authorization, document });
  if (settings.registration_status) return json(answer, settings.registration_status, { error: "invalid_client_metadata" });
  const client_id = "client-" + (clients.size + 1);
  clients.set(client_id, document);
  json(answer, 201, { ...document, client_id, [DR + "tool-configuration"]: { ...document[DR + "tool-configuration"], deployment_id: "dep-r" } });
}

// ------------------------------------------------------------------ HTTP

// The page of a course, with the tool in a frame of it. With storage=1 it keeps data for tools without cookies, as LTI platforms do;
// what it was asked is in window.asked.
function course(query, answer) {
  page(answer, 200, `<iframe id="tool" name="tool" title="Lesmateriaal" style="width: 100%; max-width: 900px; height: 600px" src="/start?${escaped(query.toString())}"></iframe>
    <script>
      const kept = new Map();
      window.asked = [];
      addEventListener("message", (event) => {
        const { subject, message_id, key, value } = event.data ?? {};
        window.asked.push(subject);
        if (${query.get("storage") ? "false" : "true"}) return;
        const answer = { subject: subject + ".response", message_id };
        if (subject === "lti.capabilities") answer.supported_messages = [{ subject: "lti.put_data" }, { subject: "lti.get_data" }];
        else if (subject === "lti.put_data") { kept.set(event.origin + key, value); Object.assign(answer, { key, value }); }
        else if (subject === "lti.get_data") Object.assign(answer, { key, value: kept.get(event.origin + key) });
        else return;
        event.source.postMessage(answer, event.origin);
      });
    </script>`);
}

async function handle(request, answer) {
  let body = "";
  for await (const part of request) body += part;
  const url = new URL(request.url, settings.issuer), query = url.searchParams, path = url.pathname;
  if (path === "/course") return course(query, answer);
  if (path === "/start") return start(query, answer);
  if (path === "/authorize") return authorize(request.method === "POST" ? new URLSearchParams(body) : query, request.headers.cookie, answer);
  if (path === "/choice") return choice(body, answer);
  if (path === "/terug") return guarded(answer, `<p id="back">Terug in de cursus</p>`);
  if (path === "/token") return token(body, answer);
  if (path.endsWith("/scores")) return score(request, request.url, body, answer);
  if (path === "/lineitems") return request.method === "POST" ? makeLineItem(request, body, answer) : listLineItems(request, query, answer);
  if (path === "/members") return members(request, query, answer);
  if (path === "/.well-known/openid-configuration") return json(answer, 200, configuration());
  if (path === "/register") return register(request, body, answer);
  if (path.startsWith("/tool/") && await tool(path.slice(5), query, body, request, answer)) return;
  if (path === "/records") return json(answer, 200, records);
  if (path === "/settings") return json(answer, 200, Object.assign(settings, JSON.parse(body || "{}")));
  if (path === "/rotate") { keys.unshift(await makeKey("platform-" + (keys.length + 1))); return json(answer, 200, {}); }
  if (path === "/jwks") {
    records.push({ what: "jwks" });
    const published = await Promise.all(keys.map(async (key) => ({ ...await jose.exportJWK(key.publicKey), kid: key.kid })));
    return json(answer, 200, { keys: published }); // without alg and use, as some products do
  }
  page(answer, 404, "Niet gevonden");
}

const server = createServer((request, answer) => handle(request, answer).catch((error) => {
  records.push({ what: "fault", path: request.url, error: String(error) });
  page(answer, 500, escaped(error));
}));
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  settings.issuer ||= `http://localhost:${port}`;
  console.log(`listening ${port}`);
});
