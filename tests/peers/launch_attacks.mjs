// What others may try with a pupil's browser, and what a pupil does by accident: nobody is signed in as somebody else, nobody frames
// our pages or is led elsewhere, and a page that was used says so.
import { world, in_browser, launch_of, opened_for, until, test, check, equal } from "./launch_world.mjs";

const pupil = {}, victim = { locale: "en-GB" };
const refused = [/status of 40[03]/]; // the browser notes the status of a refusal

async function tool_launches() {
  return (await world.records()).filter((one) => one.what === "tool-launch").length;
}

// A launch up to the form that would be posted to `path`: its fields, and no post.
async function stopped_before(page, path, hint) {
  let fields;
  await page.route((url) => url.pathname === path, (route) => {
    if (route.request().method() !== "POST") return route.continue();
    fields = [...new URLSearchParams(route.request().postData())];
    route.fulfill({ status: 200, contentType: "text/html", body: `<title>hier niet verder</title><link rel="icon" href="data:,">` });
  });
  await page.goto(launch_of(hint));
  await until(() => fields, `a form for ${path}`);
  await page.unrouteAll();
  return fields;
}

// The address that begins a login at the publisher, which nobody has opened yet.
async function way_to_publisher(page, hint) {
  const publisher = world.sites["methode.example"];
  let address;
  world.sites["methode.example"] = (request, response) => { address ??= world.at("methode") + request.url; response.end(); };
  await page.goto(launch_of(hint));
  await until(() => address, "the way to the publisher");
  world.sites["methode.example"] = publisher;
  return address;
}

// Whoever follows it is not signed in, and the publisher is told why.
async function follow(login) {
  await in_browser(victim, async (page) => {
    const launches = await tool_launches();
    await page.goto(login);
    await page.locator("#tool-error").waitFor();
    equal(await page.locator("#tool-error").textContent(), "login_required", "what the publisher is told");
    equal(await tool_launches(), launches, "launches at the publisher");
  }, refused);
}

// A page of somebody else that sends whoever opens it on, with a form.
function bait(action, fields) {
  const escape = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const inputs = fields.map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`).join("");
  world.sites["kwaad.example"] = (request, response) => response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" })
    .end(`<!doctype html><title>gratis</title><link rel="icon" href="data:,"><form method="post" action="${escape(action)}">${inputs}</form><script>document.forms[0].submit()</script>`);
  return world.at("kwaad");
}

// A page of somebody else that shows another page in a frame.
function stage(src) {
  world.sites["kwaad.example"] = (request, response) => response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" })
    .end(`<!doctype html><title>podium</title><link rel="icon" href="data:,"><iframe src="${src.replaceAll("&", "&amp;")}" width="900" height="600"></iframe>`);
  return world.at("kwaad");
}

async function explains(page, code, words) {
  const body = page.locator("body");
  await body.getByText(code).waitFor();
  const text = await body.innerText();
  for (const word of words) check(text.includes(word), `${word} in: ${text}`);
}

// ---------------------------------------------------------------- login swap

test("somebody else's answer of the learning environment signs nobody in", async () => {
  let fields;
  await in_browser(pupil, async (page) => { fields = await stopped_before(page, "/lti/1.3/launch", { user: "aanvaller" }); });
  for (const before of [false, true]) {
    await in_browser(victim, async (page) => {
      if (before) { // with a launch of its own, and its cookies
        await page.goto(launch_of({ user: "leerling-3" }));
        await opened_for(page, "leerling-3");
      }
      const launches = await tool_launches();
      await page.goto(bait(world.at("schakel") + "/lti/1.3/launch", fields));
      await explains(page, before ? "launch.step-unknown" : "lti.cookies-blocked", before ? ["This page has expired"] : ["Open the learning material again"]);
      equal(await tool_launches(), launches, "launches at the publisher");
    }, refused);
  }
});

test("somebody else's way to the publisher signs nobody in", async () => {
  let login;
  await in_browser(pupil, async (page) => { login = await way_to_publisher(page, { user: "aanvaller" }); });
  await follow(login);
});

test("nor does one of a browser without cookies: our page around the publisher's has to show what it keeps", async () => {
  let login;
  await in_browser({ cookies: "none" }, async (page) => { login = await way_to_publisher(page, { embedded: true, storage: 1, user: "aanvaller" }); });
  await follow(login);
});

// ---------------------------------------------------------------- clickjacking

test("a page of ours is shown in the frame of the learning environment, and in nobody else's", async () => {
  const refusal = launch_of({ user: "leerling-1", product: "onbekend" }), choice = launch_of({ user: "leraar-1", kind: "deep_linking", role: "Instructor" });
  for (const [address, shown] of [[refusal, "launch.no-route"], [choice, "De Methode"]]) {
    await in_browser(pupil, async (page) => {
      await page.goto(address.replace("/start?", "/course?"));
      await page.frameLocator("iframe").getByText(shown).first().waitFor();
    }, refused);
    await in_browser(pupil, async (page) => {
      await page.goto(stage(address));
      const frame = await until(() => page.frames().find((one) => one.url().startsWith("chrome-error:")), "a frame that stays empty");
      equal(await frame.getByText(shown).count(), 0, "what the stranger's frame shows");
    }, [...refused, /frame-ancestors/, /Framing/]);
  }
});

// ---------------------------------------------------------------- led elsewhere

const led = []; // addresses of the stranger that a browser came to

async function leads_nowhere(page, address) {
  world.sites["kwaad.example"] = (request, response) => { led.push(request.url); response.end(); };
  led.length = 0;
  await page.goto(address).catch(() => {});
  await page.waitForLoadState("networkidle");
  equal(led, [], `led to a stranger by ${address}`);
}

test("no address of somebody else that stands in a request is where the browser is sent", async () => {
  const kwaad = world.at("kwaad"), schakel = world.at("schakel");
  await in_browser(pupil, async (page) => {
    await leads_nowhere(page, launch_of({ user: "leerling-1", fault: "target" }));
    await leads_nowhere(page, `${world.at("elo")}/start?` + new URLSearchParams({ user: "leerling-1", target: kwaad + "/" }));
    await leads_nowhere(page, `${schakel}/launch/return?to=${encodeURIComponent(kwaad)}`);
    await leads_nowhere(page, `${schakel}/launch/return?to=x&return_url=${encodeURIComponent(kwaad)}`);
    await leads_nowhere(page, `${schakel}/launch/start?from=elo&product=jose&RelayState=${encodeURIComponent(kwaad)}&target=${encodeURIComponent(kwaad)}`);
    await leads_nowhere(page, `${schakel}/lti/1.3/authorize?` + new URLSearchParams({ scope: "openid", response_type: "id_token", response_mode: "form_post",
      client_id: "tool-1", redirect_uri: kwaad + "/", login_hint: "x", nonce: "n", state: "s", lti_message_hint: "x" }));
    await leads_nowhere(page, `${schakel}/lti/1.3/login?` + new URLSearchParams({ iss: kwaad, login_hint: "x", target_link_uri: kwaad + "/" }));
  }, refused);
});

// ---------------------------------------------------------------- back, reload, twice, two tabs

test("going back, forward and loading again in a launch gives a page that says so, and no second launch", async () => {
  await in_browser(pupil, async (page) => {
    await page.goto(launch_of({ user: "leerling-1" }));
    await opened_for(page, "leerling-1");
    const launches = await tool_launches();
    await page.reload().catch(() => {});
    await page.waitForLoadState("networkidle");
    equal(await tool_launches(), launches, "launches after loading the publisher's page again");
  }, refused);
  await in_browser(pupil, async (page) => {
    const fields = await stopped_before(page, "/tool/launch", { user: "leerling-1" });
    check(fields.some(([name]) => name === "id_token"), "it was on its way");
    const launches = await tool_launches();
    await page.goBack().catch(() => {});
    await page.waitForLoadState("networkidle");
    const at = new URL(page.url());
    if (at.hostname === "schakel.example") await explains(page, "launch.step-unknown", ["Ga terug en open het lesmateriaal opnieuw."]);
    check((await tool_launches()) <= launches + 1, "one launch at most");
  }, refused);
});

test("the same answer twice, as by a double click: one launch, and a page that explains", () =>
  in_browser(pupil, async (page) => {
    const fields = await stopped_before(page, "/lti/1.3/launch", { user: "leerling-1" });
    const address = bait(world.at("schakel") + "/lti/1.3/launch", fields);
    const launches = await tool_launches();
    await page.goto(address);
    await opened_for(page, "leerling-1");
    await page.goto(address);
    await explains(page, "launch.step-unknown", ["Deze pagina is verlopen of al een keer gebruikt.", "Ga terug en open het lesmateriaal opnieuw."]);
    equal(await tool_launches(), launches + 1, "launches at the publisher");
  }, refused));

test("in the frame of the learning environment such a page is seen too", () =>
  in_browser(pupil, async (page) => {
    await page.goto(launch_of({ user: "leerling-1", embedded: true }));
    const frame = await opened_for(page, "leerling-1");
    await frame.evaluate((action) => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = action;
      form.innerHTML = "<input name=id_token value=x><input name=state value=gebruikt>";
      document.body.append(form);
      form.submit();
    }, world.at("schakel") + "/lti/1.3/launch").catch(() => {});
    await page.frameLocator("iframe").getByText("launch.step-unknown").waitFor();
  }, refused));

test("two tabs at the same time both get there", () =>
  in_browser(pupil, async (page, browser) => {
    const other = await browser.newPage();
    await Promise.all([page.goto(launch_of({ user: "leerling-1" })), other.goto(launch_of({ user: "leerling-1" }))]);
    await opened_for(page, "leerling-1");
    await opened_for(other, "leerling-1");
    const frames = await browser.newPage();
    await Promise.all([frames.goto(launch_of({ user: "leerling-2", embedded: true })), other.goto(launch_of({ user: "leerling-2", product: "ltijs" }))]);
    await opened_for(frames, "leerling-2");
    await opened_for(other, "leerling-2", "ltijs");
  }));
