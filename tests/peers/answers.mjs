// What the peers answer a browser or a client with.

export const escaped = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

export function page(answer, status, body, title = "Proefplatform") {
  answer.writeHead(status, { "Content-Type": "text/html; charset=utf-8" });
  answer.end(`<!doctype html><html lang="nl"><title>${title}</title><link rel="icon" href="data:,">${body}`);
}

export function redirect(answer, to, cookie) {
  answer.writeHead(302, { Location: to, ...(cookie ? { "Set-Cookie": cookie } : {}) }).end();
}

// A form that sends itself; without scripts its button does.
export function form(answer, to, fields, cookie) {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
  if (cookie) answer.setHeader("Set-Cookie", cookie);
  page(answer, 200, `<form method="post" action="${escaped(to)}">${inputs.join("")}<button>Verder</button></form>
    <script>document.forms[0].submit()</script>`);
}

export function json(answer, status, body) {
  if (!answer.hasHeader("Content-Type")) answer.setHeader("Content-Type", "application/json");
  answer.writeHead(status).end(JSON.stringify(body));
}

export function cookies_of(request) {
  return Object.fromEntries((request.headers.cookie ?? "").split("; ").filter(Boolean).map((one) => {
    const at = one.indexOf("=");
    return [one.slice(0, at), one.slice(at + 1)];
  }));
}
