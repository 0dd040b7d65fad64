// A publisher's tool that speaks LTI 1.3, made with the npm package jose and node alone. It knows a browser again by a cookie, and
// where that does not come by what its platform keeps for it (LTI postMessage storage); else it lets nobody in.
//
// Settings: gateway (its platform, as browsers reach it), services (the same for what goes from server to server),
// tool_client_id, tool_url, tool_cookie (further attributes of its cookie).
import { randomUUID } from "node:crypto";
import * as jose from "jose";
import { cookies_of, escaped, form, json, page, redirect } from "./answers.mjs";

const C = "https://purl.imsglobal.org/spec/lti/claim/";
const DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";
const AGS = "https://purl.imsglobal.org/spec/lti-ags/";

const now = () => Math.floor(Date.now() / 1000);

// Asks whoever embeds this page for one thing of the storage, then does `then` with the answer, or without one after two seconds.
const asking = (message, origin, then) => `<script>
  addEventListener("message", (event) => {
    if (event.origin !== ${JSON.stringify(origin)} || event.data?.message_id !== "1") return;
    (${then})(event.data);
  });
  parent.postMessage({ ...${JSON.stringify(message)}, message_id: "1" }, ${JSON.stringify(origin)});
  setTimeout(() => (${then})({}), 2000);
</script>`;

export async function make_tool(settings, records) {
  const { publicKey, privateKey } = await jose.generateKeyPair("RS256", { extractable: true });
  const begun = new Map(); // state -> {nonce, storage}
  const own = (path) => (settings.tool_url ?? settings.issuer + "/tool") + path;
  const services = () => settings.services ?? settings.gateway;
  const show = (answer, status, body) => page(answer, status, body, "Proefuitgever");
  const signed = (claims) => new jose.SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "tool-1", typ: "JWT" }).sign(privateKey);

  function login(query, answer) {
    const state = randomUUID(), nonce = randomUUID(), storage = query.get("lti_storage_target");
    begun.set(state, { nonce, storage });
    records.push({ what: "tool-login", query: Object.fromEntries(query) });
    const ask = { scope: "openid", response_type: "id_token", response_mode: "form_post", prompt: "none", client_id: settings.tool_client_id,
      redirect_uri: own("/launch"), login_hint: query.get("login_hint"), state, nonce };
    if (query.get("lti_message_hint")) ask.lti_message_hint = query.get("lti_message_hint");
    const cookie = `tool_${state}=${state}; Path=/; HttpOnly${settings.tool_cookie ?? ""}`;
    const onward = settings.gateway + "/authorize?" + new URLSearchParams(ask);
    if (!storage) return redirect(answer, onward, cookie);
    answer.setHeader("Set-Cookie", cookie);
    show(answer, 200, asking({ subject: "lti.put_data", key: "tool_" + state, value: state }, new URL(settings.gateway).origin,
      `() => location.replace(${JSON.stringify(onward)})`));
  }

  async function launch(fields, cookies, answer) {
    if (fields.get("error")) {
      records.push({ what: "tool-error", error: fields.get("error") });
      return show(answer, 400, `<h1 id="tool-error">${escaped(fields.get("error"))}</h1>`);
    }
    const set = jose.createRemoteJWKSet(new URL(services() + "/jwks"));
    const { payload } = await jose.jwtVerify(fields.get("id_token"), set, { audience: settings.tool_client_id, algorithms: ["RS256"], maxTokenAge: "60s" });
    const state = fields.get("state"), known = begun.get(state);
    const by_cookie = cookies["tool_" + state] === state, by_storage = fields.get("stored") === state;
    if (known?.storage && !by_cookie && !fields.has("stored")) return ask_back(state, fields, answer);
    begun.delete(state);
    if (!known || payload.nonce !== known.nonce) return show(answer, 400, "nonce");
    if (!by_cookie && !by_storage) return show(answer, 401, `<h1 id="tool-strange">Deze browser is hier niet bekend</h1>`);
    records.push({ what: "tool-launch", payload, by: by_cookie ? "cookie" : "storage" });
    if (payload[C + "message_type"] === "LtiDeepLinkingRequest") return choose(payload, answer);
    show(answer, 200, `<h1 id="opened">Geopend</h1><p id="who">${escaped(payload.sub)}</p><pre id="claims">${escaped(JSON.stringify(payload))}</pre>`);
  }

  function ask_back(state, fields, answer) {
    show(answer, 200, `<form method="post" action="${escaped(own("/launch"))}">
      <input type="hidden" name="id_token" value="${escaped(fields.get("id_token"))}"><input type="hidden" name="state" value="${escaped(state)}">
      <input type="hidden" name="stored"></form>` + asking({ subject: "lti.get_data", key: "tool_" + state }, new URL(settings.gateway).origin,
      `(answer) => { document.forms[0].stored.value = answer.value ?? ""; document.forms[0].submit(); }`));
  }

  // It chooses one thing at once.
  async function choose(payload, answer) {
    const wanted = payload[DL + "deep_linking_settings"];
    const item = { type: "ltiResourceLink", title: "Hoofdstuk 2", url: own("/h2"), custom: { hoofdstuk: "2" }, lineItem: { scoreMaximum: 10 } };
    const JWT = await signed({
      iss: settings.tool_client_id, aud: payload.iss, iat: now(), exp: now() + 60, nonce: randomUUID(),
      [C + "message_type"]: "LtiDeepLinkingResponse", [C + "version"]: "1.3.0", [C + "deployment_id"]: payload[C + "deployment_id"],
      [DL + "content_items"]: [item], ...(wanted.data === undefined ? {} : { [DL + "data"]: wanted.data }),
    });
    form(answer, wanted.deep_link_return_url, { JWT });
  }

  // The last person that was let in gets a score, at the line item that came with the launch.
  async function give_score(query, answer) {
    const opened = records.findLast((one) => one.what === "tool-launch").payload;
    const assertion = await signed({ iss: settings.tool_client_id, sub: settings.tool_client_id, aud: settings.gateway + "/token",
      iat: now(), exp: now() + 60, jti: randomUUID() });
    const asked = await fetch(services() + "/token", { method: "POST", body: new URLSearchParams({
      grant_type: "client_credentials", client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion, scope: AGS + "scope/score" }) });
    const { access_token } = await asked.json();
    const item = new URL(opened[AGS + "claim/endpoint"].lineitem);
    item.pathname += "/scores";
    const sent = await fetch(item, { method: "POST",
      headers: { authorization: "Bearer " + access_token, "content-type": "application/vnd.ims.lis.v1.score+json" },
      body: JSON.stringify({ userId: opened.sub, scoreGiven: Number(query.get("score")), scoreMaximum: 10, activityProgress: "Completed",
        gradingProgress: "FullyGraded", timestamp: new Date().toISOString() }) });
    json(answer, 200, { token: asked.status, score: sent.status, text: await sent.text() });
  }

  // False when the address is none of the tool.
  return async function handle(path, query, body, request, answer) {
    const fields = new URLSearchParams(body);
    if (path === "/login") login(request.method === "POST" ? fields : query, answer);
    else if (path === "/launch") await launch(fields, cookies_of(request), answer);
    else if (path === "/score") await give_score(query, answer);
    else if (path === "/jwks") json(answer, 200, { keys: [{ ...await jose.exportJWK(publicKey), kid: "tool-1", alg: "RS256" }] });
    else return false;
    return true;
  };
}
