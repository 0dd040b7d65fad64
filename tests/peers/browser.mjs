// Chromium, and sites for it: one https server that answers to every name below .example, so that pages of different sites meet as
// they do in a school. Nothing leaves this machine.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { request as forward } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const folder = mkdtempSync(join(tmpdir(), "schakel-browser-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

function certificate() {
  const key = join(folder, "key.pem"), file = join(folder, "certificate.pem");
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=example",
    "-addext", "subjectAltName=DNS:*.example", "-keyout", key, "-out", file], { stdio: "ignore" });
  return { key: readFileSync(key), cert: readFileSync(file) };
}

// Sites by name: { "elo.example": (request, response, body) => … }. Gives `origin(name)` and `close()`; sites may be added later.
export async function serve(sites) {
  const server = createServer(certificate(), (request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const site = sites[request.headers.host.split(":")[0]];
      if (!site) { response.writeHead(404).end(); return; }
      site(request, response, Buffer.concat(parts));
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const port = server.address().port;
  return {
    port,
    origin: (name) => `https://${name}:${port}`,
    close: () => { server.closeAllConnections(); return new Promise((closed) => server.close(closed)); },
  };
}

// A site that is a program on a port of this machine, as a proxy in front of it would serve it. `change` may alter its raw headers.
export function proxy_to(port, change = (headers) => headers) {
  return (request, response, body) => {
    const headers = { ...request.headers, "x-forwarded-proto": "https" };
    const onward = forward({ host: "127.0.0.1", port, method: request.method, path: request.url, headers }, (answer) => {
      response.writeHead(answer.statusCode, change(answer.rawHeaders));
      answer.pipe(response);
    });
    onward.on("error", () => response.writeHead(502).end());
    onward.end(body);
  };
}

// One browser of its own. `cookies`: "allowed"; "blocked" for those of sites that are embedded; "none" at all. `scripts`: false turns
// them off.
export async function open_browser({ cookies = "allowed", scripts = true, locale = "nl-NL", width = 1000 } = {}) {
  const profile = mkdtempSync(join(folder, "profile-"));
  const blocked = cookies !== "allowed";
  mkdirSync(join(profile, "Default"), { recursive: true });
  writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify({
    profile: { block_third_party_cookies: blocked, cookie_controls_mode: blocked ? 1 : 0,
      ...(cookies === "none" ? { default_content_setting_values: { cookies: 2 } } : {}) },
  }));
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.SCHAKEL_CHROMIUM || "/usr/bin/chromium",
    headless: true,
    args: ["--no-sandbox", "--host-resolver-rules=MAP *.example 127.0.0.1", "--disable-background-networking",
      // One process for all frames: a driver loses frames that change their process faster than it is told. Cookies and policies stay.
      "--disable-site-isolation-trials"],
    ignoreHTTPSErrors: true,
    javaScriptEnabled: scripts,
    locale,
    viewport: { width, height: 700 },
    timeout: 60000,
  });
}

// ---------------------------------------------------------------- cases

const cases = [];
export function test(name, body) { cases.push({ name, body }); }

export function check(condition, what) {
  if (!condition) throw new Error(what);
}
export function equal(got, expected, what) {
  const a = JSON.stringify(got), b = JSON.stringify(expected);
  if (a !== b) throw new Error(`${what}: got ${a}, expected ${b}`);
}

function within(seconds, work) {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`not done after ${seconds} s`)), seconds * 1000); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

// Runs them in order and ends the program as the test runner expects it.
export async function run_tests(at_end = async () => {}) {
  let failed = 0, skipped = 0;
  for (const { name, body } of cases) {
    const began = Date.now();
    try {
      let why;
      await within(120, body((reason) => { why = reason; }));
      if (why) {
        skipped += 1;
        console.log(`skipped: ${name}: ${why}`);
      } else console.log(`ok      ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n        ${error.stack}`);
    }
  }
  await at_end();
  console.log(`${cases.length - failed - skipped} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  process.exit(failed ? 1 : 0);
}
