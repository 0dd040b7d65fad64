// Older and other doors in Chromium: a learning environment and a publisher that speak LTI 1.1, and a pupil who signs in at an
// identity provider.
import { world, in_browser, launch_of, opened_for, frame_with, press_on, until, test, check, equal } from "./launch_world.mjs";

const none = { cookies: "none" }, plain = { scripts: false };

// The older learning environment has no page of a course of its own: this is one, at its site.
function older_launch({ embedded = false, product, ...hint }) {
  const begin = `${world.at("oude-elo")}/start?` + new URLSearchParams({ to: `${world.at("schakel")}/lti/1.1/launch?product=${product}`, ...hint });
  if (!embedded) return begin;
  world.course = `<!doctype html><html lang="nl"><title>Cursus</title><link rel="icon" href="data:,"><iframe title="Les" width="900" height="600" src="${begin.replaceAll("&", "&amp;")}"></iframe>`;
  return world.at("oude-elo") + "/cursus";
}

// The form of the older environment waits for its button.
async function begin(page) {
  await (await frame_with(page, "button")).locator("button").press("Enter");
}

for (const embedded of [false, true]) {
  const where = embedded ? "in a frame" : "in the window";
  for (const product of ["jose", "ltijs", "oud"]) {
    test(`LTI 1.1 to ${product}, ${where}`, () => in_browser({}, async (page) => {
      await page.goto(older_launch({ embedded, product, user: "leerling-1" }));
      await begin(page);
      await opened_for(page, "leerling-1", product);
    }));
  }
  for (const how of [{}, plain]) {
    test(`LTI 1.3 to 1.1, ${where}, scripts ${how.scripts === false ? "off" : "on"}`, () => in_browser(how, async (page) => {
      await page.goto(launch_of({ embedded, product: "oud", user: "leerling-1" }));
      if (how.scripts === false) await press_on(page);
      await opened_for(page, "leerling-1", "oud");
    }));
  }
}

test("LTI 1.1 to 1.3 in a frame without any cookies: our page around the publisher's shows where it began", () =>
  in_browser(none, async (page) => {
    await page.goto(older_launch({ embedded: true, product: "jose", user: "leerling-1" }));
    await begin(page);
    await opened_for(page, "leerling-1");
  }));

test("a pupil signs in at SimpleSAMLphp, by a link of ours, and need not do it twice", async (skip) => {
  if (!world.ports.provider) return skip("simplesamlphp is not installed");
  await in_browser({}, async (page) => {
    const link = (product) => `${world.at("schakel")}/launch/start?` + new URLSearchParams({ from: "entree", product });
    await page.goto(link("jose"));
    await page.locator("input[name=username]").fill("student");
    await page.locator("input[name=password]").fill("verkeerd");
    await page.locator("input[name=password]").press("Enter");
    await until(async () => (await page.locator("input[name=password]").inputValue().catch(() => "x")) === "", "the form once more");
    await page.locator("input[name=username]").fill("student");
    await page.locator("input[name=password]").fill("studentpass");
    await page.locator("input[name=password]").press("Enter");
    await opened_for(page, "student");
    await page.goto(link("oud"));
    await opened_for(page, "student", "oud");
    await page.goBack().catch(() => {});
    await page.waitForLoadState("networkidle");
  }, [/status of 403/, /favicon/, /status of 404/]);
});
