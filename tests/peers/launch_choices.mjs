// A teacher chooses material in a frame of the learning environment, and the choice comes back to it.
import { world, in_browser, launch_of, opened_for, frame_with, until, test, check, equal } from "./launch_world.mjs";

const C = "https://purl.imsglobal.org/spec/lti/claim/";
const DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/";
const choosing = { user: "leraar-1", kind: "deep_linking", role: "Instructor", embedded: true };

async function choices() {
  return (await world.records()).filter((one) => one.what === "choice");
}

// The learning environment has the choice, in the frame in which it offered to choose, although it lets nobody else frame it.
async function came_back(page, before) {
  const all = await until(async () => { const now = await choices(); return now.length > before && now; }, "a choice");
  await page.frameLocator("iframe#tool").locator("#chosen").waitFor();
  const frame = page.frames().find((one) => one.url().includes("/choice"));
  equal(frame.parentFrame(), page.mainFrame(), "the frame that the learning environment opened");
  return all.at(-1).payload;
}

for (const [how, storage] of [[{}, 0], [{}, 1], [{ cookies: "blocked" }, 1], [{ cookies: "none" }, 1]]) {
  test(`a teacher chooses a publisher, and at the publisher; cookies ${how.cookies ?? "allowed"}${storage ? ", storage offered" : ""}`, () =>
    in_browser(how, async (page) => {
      const before = (await choices()).length;
      await page.goto(launch_of(storage ? { ...choosing, storage } : choosing));
      const chooser = await frame_with(page, "fieldset");
      equal(await chooser.locator("h1").textContent(), "Kies lesmateriaal", "heading");
      await chooser.getByLabel("De Methode").check();
      await chooser.getByRole("button", { name: "Toevoegen" }).click();
      const payload = await came_back(page, before);
      equal(payload[DEEP + "data"], "csrf-7", "data comes back unchanged");
      const [item] = payload[DEEP + "content_items"];
      check(item.url.startsWith(world.at("schakel") + "/lti/1.3/launch?item="), `the item leads through the gateway: ${item.url}`);
      // A pupil opens what was chosen.
      await page.goto(`${world.at("elo")}/course?` + new URLSearchParams({ target: item.url, user: "leerling-1", ...(storage ? { storage } : {}) }));
      const frame = await opened_for(page, "leerling-1");
      const claims = JSON.parse(await frame.locator("#claims").textContent());
      equal(claims[C + "target_link_uri"], world.at("methode") + "/tool/h2", "what the publisher gave");
      equal(claims[C + "custom"], { hoofdstuk: "2" }, "its parameters");
    }));
}

test("choosing goes by keyboard alone, and giving up is an empty choice", () =>
  in_browser({}, async (page) => {
    const before = (await choices()).length;
    await page.goto(launch_of(choosing));
    const chooser = await frame_with(page, "fieldset");
    await chooser.locator("input[type=radio]").first().focus();
    for (let i = 0; i < 20; ++i) {
      if (await chooser.evaluate(() => document.activeElement.value === "cancel")) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    const payload = await came_back(page, before);
    equal(payload[DEEP + "content_items"], [], "items");
  }));

test("the choice goes to the address of the request and nowhere else", () =>
  in_browser({}, async (page) => {
    const posts = [];
    page.on("request", (request) => { if (request.method() === "POST") posts.push(new URL(request.url()).origin); });
    const before = (await choices()).length;
    await page.goto(launch_of(choosing));
    const chooser = await frame_with(page, "fieldset");
    await chooser.getByLabel("De Methode").check();
    await chooser.getByRole("button", { name: "Toevoegen" }).click();
    await came_back(page, before);
    equal([...new Set(posts)].sort(), [world.at("elo"), world.at("methode"), world.at("schakel")].sort(), "who was posted to");
  }));

test("a publisher leads back to the course, out of any frame of ours", async () => {
  for (const storage of [0, 1]) {
    await in_browser({}, async (page) => {
      await page.goto(launch_of({ user: "leerling-1", embedded: true, ...(storage ? { storage } : {}) }));
      const frame = await opened_for(page, "leerling-1");
      const claims = JSON.parse(await frame.locator("#claims").textContent());
      const address = claims[C + "launch_presentation"].return_url;
      check(address.startsWith(world.at("schakel") + "/launch/return"), `an address of ours: ${address}`);
      await frame.evaluate((to) => { location.href = to + "&lti_msg=Tot%20ziens"; }, address).catch(() => {});
      await page.frameLocator("iframe#tool").locator("#back").waitFor();
      const back = page.frames().find((one) => one.url().includes("/terug"));
      equal(back.parentFrame(), page.mainFrame(), "the frame that the learning environment opened");
      equal(new URL(back.url()).searchParams.get("lti_msg"), "Tot ziens", "what the publisher says");
    });
  }
});
