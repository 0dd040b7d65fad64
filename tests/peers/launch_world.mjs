// What the launches in Chromium share: browsers that stay open from case to case, the ways into a launch, and what is seen at its end.
import { join } from "node:path";
import { open_browser, check, equal } from "./browser.mjs";

const browsers = new Map(); // how -> context, opened when it is first asked for

export const world = {
  older_browser: false, // one that does not know partitioned cookies
  open(sites, ports, server) {
    this.sites = sites;
    this.ports = ports;
    this.at = (name) => server.origin(name + ".example");
  },
  // What the learning environment and the publisher beside it received so far.
  async records() {
    return (await fetch(`http://127.0.0.1:${this.ports.platform}/records`)).json();
  },
  async close() {
    for (const browser of browsers.values()) await (await browser).close();
  },
};

async function browser_for(how) {
  const key = JSON.stringify(how);
  if (!browsers.has(key)) browsers.set(key, open_browser(how));
  return browsers.get(key);
}

// `body` gets a page of a browser that has no cookies yet. What a browser complains of (its console: refused scripts, styles, frames;
// errors of scripts) fails the case, unless it is in `expected`.
export async function in_browser(how, body, expected = []) {
  const browser = await browser_for(how);
  await browser.clearCookies();
  const complaints = [];
  const hear = (message) => { if (message.type() === "error") complaints.push(`${message.text()} (${message.location().url})`); };
  const fault = (error) => complaints.push(String(error.error()));
  const pending = new Set();
  const starts = (request) => pending.add(request), ends = (request) => pending.delete(request);
  for (const [event, what] of [["request", starts], ["requestfinished", ends], ["requestfailed", ends]]) browser.on(event, what);
  browser.on("console", hear);
  browser.on("weberror", fault);
  const page = await browser.newPage();
  page.setDefaultTimeout(30000);
  try {
    await body(page, browser);
  } catch (error) {
    const seen = [];
    for (const one of browser.pages()) for (const frame of one.frames())
      seen.push(`${frame.url().slice(0, 120)} | ${(await soon(frame.locator("body").innerText(), "")).slice(0, 300)}`);
    error.stack += `\n        seen: ${seen.join("\n              ")}\n        complaints: ${complaints.join("\n              ")}
        unanswered: ${[...pending].map((one) => `${one.method()} ${one.url().slice(0, 100)}`).join("\n              ")}`;
    throw error;
  } finally {
    for (const [event, what] of [["request", starts], ["requestfinished", ends], ["requestfailed", ends]]) browser.off(event, what);
    browser.off("console", hear);
    browser.off("weberror", fault);
    for (const one of browser.pages()) if (one !== page) await one.close();
    await page.goto("about:blank");
    if (browser.pages().length > 1) await page.close();
  }
  equal(complaints.filter((one) => !expected.some((pattern) => pattern.test(one))), [], "complaints of the browser");
}

// Address of a launch in the learning environment. `embedded`: the page of a course that shows the material in a frame.
export function launch_of({ embedded = false, product = "jose", ...hint }) {
  const target = `${world.at("schakel")}/lti/1.3/launch?product=${product}`;
  return `${world.at("elo")}/${embedded ? "course" : "start"}?${new URLSearchParams({ target, ...hint })}`;
}

// A frame on its way to another page may never answer.
function soon(answer, otherwise) {
  return Promise.race([answer.catch(() => otherwise), new Promise((late) => setTimeout(late, 1000, otherwise))]);
}

export async function until(condition, what) {
  const end = Date.now() + 30000;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`did not happen: ${what}`);
    await new Promise((next) => setTimeout(next, 30));
  }
}

// The frame of any depth that shows something.
export function frame_with(page, selector) {
  return until(async () => {
    for (const frame of page.frames()) if (await soon(frame.locator(selector).count(), 0)) return frame;
    return null;
  }, `a frame with ${selector}`);
}

// SCHAKEL_SCREENSHOTS=folder: pictures of a page, wide and narrow.
export async function picture(page, name) {
  if (!process.env.SCHAKEL_SCREENSHOTS) return;
  const before = page.viewportSize();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 700 });
    await page.screenshot({ path: join(process.env.SCHAKEL_SCREENSHOTS, `launch-${name}-${width}.png`) });
  }
  await page.setViewportSize(before);
}

// Presses the one button that is there, wherever it is, until the publisher's page is there.
export async function press_on(page) {
  for (let i = 0; i < 12; ++i) {
    const frame = await frame_with(page, "button:visible, #opened, pre");
    if (await frame.locator("#opened, pre").count()) return;
    const button = await frame.locator("button:visible").first().elementHandle();
    await button.press("Enter");
    await until(() => button.isVisible().then((seen) => !seen, () => true), "the next page");
  }
  throw new Error("no end of buttons");
}

const pseudonyms = new Map(); // of publisher and pupil, by which all launches must agree

// The publisher's page is there, for the pupil whom it knows by a pseudonym.
export async function opened_for(page, user, product = "jose") {
  const frame = await frame_with(page, product === "ltijs" ? "pre" : "#opened");
  const who = product === "ltijs" ? JSON.parse(await frame.locator("pre").textContent()).user : await frame.locator("#who").textContent();
  check(who && !who.includes(user), `a pseudonym, and not ${user}: ${who}`);
  const known = pseudonyms.get(product + user);
  check(known === undefined || known === who, `the same pupil has the same name: ${known} and ${who}`);
  for (const [other, name] of pseudonyms) check(other === product + user || name !== who, `${user} is not ${other}`);
  pseudonyms.set(product + user, who);
  return frame;
}

export { test, check, equal } from "./browser.mjs";
