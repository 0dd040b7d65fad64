// What people see on the way, as the gateway serves it: in their language, with a code for school IT, for keyboards and readers.
import { world, in_browser, launch_of, frame_with, picture, test, check, equal } from "./launch_world.mjs";

const dutch = {}, english = { locale: "en-GB" }, plain = { scripts: false };
const refused = [/status of 40[03]/];

// What every page owes whoever reads it with something else than eyes and a mouse.
function owed() {
  const problems = [];
  const need = (condition, what) => { if (!condition) problems.push(what); };
  const seen = (one) => one.checkVisibility();
  need(document.title, "a title");
  need([...document.querySelectorAll("main")].filter(seen).length === 1, "one main landmark");
  need([...document.querySelectorAll("h1")].filter(seen).length === 1, "one heading");
  for (const input of document.querySelectorAll("input:not([type=hidden])")) need(input.labels.length > 0, `a label of ${input.name}`);
  need(document.documentElement.scrollWidth <= window.innerWidth, "no scrolling sideways");
  need(!document.querySelector("meta[name=viewport]").content.includes("maximum-scale"), "zooming");
  return problems;
}

async function looks_right(where, lang, what) {
  equal(await where.evaluate(owed), [], what);
  equal(await where.evaluate(() => document.documentElement.lang), lang, `language of ${what}`);
}

for (const [how, lang, words] of [
  [dutch, "nl", ["Dit lesmateriaal gaat nu niet open", "Code", "Kenmerk"]],
  [english, "en", ["This material does not open right now", "Code", "Reference"]],
]) {
  test(`a refusal before anybody is known speaks the language of the browser: ${lang}`, () =>
    in_browser(how, async (page) => {
      await page.goto(`${world.at("schakel")}/launch/return?to=onbekend`);
      await looks_right(page, lang, "refusal");
      const text = await page.locator("body").innerText();
      for (const word of words) check(text.includes(word), `${word} in: ${text}`);
      check(text.includes("launch.step-unknown"), "the code for school IT");
      check(/[0-9a-f]{8}-[0-9a-f]{4}-7/.test(text), "the reference of the launch");
      await picture(page, `refusal-${lang}`);
    }, refused));
  test(`the language of a launch wins over that of the browser: ${lang}`, () =>
    in_browser(lang === "nl" ? english : dutch, async (page) => {
      await page.goto(launch_of({ user: "leerling-1", product: "onbekend", locale: lang }));
      await looks_right(page, lang, "refusal");
      const text = await page.locator("body").innerText();
      check(text.includes("launch.no-route"), `the code: ${text}`);
      await page.keyboard.press("Tab");
      equal(await page.evaluate(() => document.activeElement.tagName), "A", "the keyboard comes to the way back");
      await picture(page, `refusal-no-route-${lang}`);
      await page.keyboard.press("Enter");
      await page.locator("#back").waitFor();
    }, refused));
}

test("in a frame the way back leads out of nothing but the frame", () =>
  in_browser(dutch, async (page) => {
    await page.goto(launch_of({ user: "leerling-1", product: "onbekend", embedded: true }));
    const frame = await frame_with(page, "main a");
    await looks_right(frame, "nl", "refusal in a frame");
    await picture(page, "refusal-in-frame");
    await frame.locator("main a").click();
    await page.frameLocator("iframe#tool").locator("#back").waitFor();
  }, refused));

test("a page that waits for a button has it: opening, checking, a new window", async () => {
  await in_browser(plain, async (page) => {
    await page.goto(launch_of({ user: "leerling-1", storage: 1 }));
    await page.getByRole("button").click(); // of the learning environment
    await page.getByRole("button", { name: "Verder" }).waitFor();
    await looks_right(page, "nl", "checking");
    await picture(page, "checking");
    await page.getByRole("button", { name: "Verder" }).click();
    await page.getByRole("button").click();
    await page.getByRole("button", { name: "Openen" }).waitFor();
    await looks_right(page, "nl", "opening");
    check((await page.locator("h1").textContent()).includes("Hoofdstuk 1"), "what is opened");
    await picture(page, "opening");
  });
  await in_browser({ cookies: "none" }, async (page) => {
    await page.goto(launch_of({ user: "leerling-1", embedded: true }));
    const frame = await frame_with(page, "button");
    await looks_right(frame, "nl", "a new window");
    await picture(page, "new-window");
  });
});

test("the chooser is in order, wide and narrow", () =>
  in_browser(dutch, async (page) => {
    await page.goto(launch_of({ user: "leraar-1", kind: "deep_linking", role: "Instructor" }));
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 700 });
      await looks_right(page, "nl", `chooser at ${width}`);
    }
    await picture(page, "chooser");
  }));
