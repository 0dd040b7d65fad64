// The roads from a pupil's course to the publisher's page: in a window, in a frame of another site, with cookies and without, with
// scripts and without.
import { world, in_browser, launch_of, opened_for, press_on, until, test, check, equal } from "./launch_world.mjs";

const allowed = {}, blocked = { cookies: "blocked" }, none = { cookies: "none" }, plain = { scripts: false };

async function opens(page, product, hint) {
  for (const user of ["leerling-1", "leerling-2"]) {
    await page.goto(launch_of({ product, user, ...hint }));
    await opened_for(page, user, product);
  }
}

// ---------------------------------------------------------------- cookies as most have them

for (const product of ["jose", "ltijs"]) {
  for (const embedded of [false, true]) {
    test(`${product}, ${embedded ? "in a frame" : "in the window"}, cookies allowed`, () => in_browser(allowed, (page) => opens(page, product, { embedded })));
  }
  test(`${product}, in the window, cookies of embedded sites blocked`, () => in_browser(blocked, (page) => opens(page, product, {})));
}

// ---------------------------------------------------------------- the browser blocks cookies

test("the browsers block what they are said to block", async () => {
  let seen;
  world.sites["koek.example"] = (request, response) => {
    if (request.url === "/seen") {
      seen = request.headers.cookie ?? "";
      return response.end("gezien");
    }
    response.setHeader("Set-Cookie", ["gewoon=1; Secure; SameSite=None", "apart=1; Secure; SameSite=None; Partitioned"]);
    response.writeHead(302, { Location: "/seen" }).end();
  };
  world.sites["omheen.example"] = (request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end(`<link rel=icon href="data:,"><iframe src="${world.at("koek")}/set"></iframe>`);
  };
  for (const [how, expected] of [[allowed, "gewoon=1; apart=1"], [blocked, "apart=1"], [none, ""]]) {
    await in_browser(how, async (page) => {
      seen = undefined;
      await page.goto(world.at("omheen"));
      await until(() => seen !== undefined, "what the embedded site gets");
      equal(seen.split("; ").sort().join("; "), expected.split("; ").sort().join("; "), JSON.stringify(how));
    });
  }
});

const asked_of = (page) => page.evaluate(() => window.asked);

test("in a frame, cookies of embedded sites blocked: ours are kept apart, and the publisher's state is kept by our page", () =>
  in_browser(blocked, async (page) => {
    await opens(page, "jose", { embedded: true, storage: 1 });
    check((await asked_of(page)).includes("lti.put_data"), "the learning environment was asked to keep our state");
    equal((await tool_launches()).at(-1).by, "storage", "how the publisher knew the browser");
  }));

test("in a frame, no cookies at all: the learning environment keeps our state, our page the publisher's", () =>
  in_browser(none, async (page) => {
    await opens(page, "jose", { embedded: true, storage: 1 });
    check((await asked_of(page)).includes("lti.get_data"), "our state came from the learning environment");
    equal((await tool_launches()).at(-1).by, "storage", "how the publisher knew the browser");
  }));

async function tool_launches() {
  return (await world.records()).filter((one) => one.what === "tool-launch");
}

async function new_window(page, browser) {
  const button = page.frameLocator("iframe").getByRole("button", { name: "Openen in een nieuw venster" });
  return (await Promise.all([browser.waitForEvent("page"), button.click()]))[0];
}

async function in_older_browser(body) {
  world.older_browser = true;
  try {
    await in_browser(blocked, body);
  } finally {
    world.older_browser = false;
  }
}

test("in a frame, an older browser that blocks cookies of embedded sites: the learning environment keeps our state", () =>
  in_older_browser(async (page) => {
    await opens(page, "jose", { embedded: true, storage: 1 });
    equal((await tool_launches()).at(-1).by, "storage", "how the publisher knew the browser");
  }));

test("the same where the learning environment keeps nothing: a window of its own", () =>
  in_older_browser(async (page, browser) => {
    for (const product of ["jose", "ltijs"]) {
      await page.goto(launch_of({ embedded: true, product, user: "leerling-1" }));
      const fresh = await new_window(page, browser);
      await opened_for(fresh, "leerling-1", product);
      equal(await fresh.evaluate(() => window.opener), null, "the new window knows nothing of the old one");
      await fresh.close();
    }
  }));

test("no cookies at all and nobody who keeps anything: a page that says so, after one try in a new window", () =>
  in_browser(none, async (page, browser) => {
    await page.goto(launch_of({ embedded: true, user: "leerling-1" }));
    const fresh = await new_window(page, browser);
    await fresh.getByText("lti.cookies-blocked").waitFor();
    check((await fresh.locator("body").innerText()).includes("cookies"), "what to do");
    equal(fresh.frames().length, 1, "no frames");
  }, [/403/]));

// ---------------------------------------------------------------- scripts switched off

for (const product of ["jose", "ltijs"]) {
  for (const embedded of [false, true]) {
    test(`${product}, ${embedded ? "in a frame" : "in the window"}, without scripts: buttons lead there`, () =>
      in_browser(plain, async (page) => {
        await page.goto(launch_of({ embedded, product, user: "leerling-1" }));
        await press_on(page);
        await opened_for(page, "leerling-1", product);
      }));
  }
}
