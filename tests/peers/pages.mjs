// The pages of a launch in Chromium: they do what they are for, with and without scripts, embedded by whoever may and by nobody
// else, and with nothing that a browser or its reader trips over. The pages themselves are written by tests/unit/pages/rendered_pages.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { serve, open_browser, test, check, equal, run_tests } from "./browser.mjs";

const program = process.argv[2];
const pictures = process.env.SCHAKEL_SCREENSHOTS; // a folder: each page in both languages is put there

const posts = []; // what reached the publisher and us: {host, path, fields}
const html = (text) => (request, response) => response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(text);

function remember(request, response, body) {
  if (request.url === "/favicon.ico") return response.writeHead(204).end();
  const url = new URL(request.url, "https://x");
  const fields = request.method === "POST" ? new URLSearchParams(body.toString()) : url.searchParams;
  posts.push({ host: request.headers.host.split(":")[0], method: request.method, path: url.pathname, fields: [...fields],
    origin: request.headers.origin, referer: request.headers.referer });
  html("<!DOCTYPE html><html lang=nl><title>aangekomen</title><p id=arrived>aangekomen</p>")(request, response);
}

let rendered = {};
const sites = {
  "schakel.example": (request, response, body) => {
    const [, lang, name] = request.url.split("?")[0].split("/");
    const page = rendered[lang]?.[name];
    if (!page) return remember(request, response, body);
    response.writeHead(page.status, page.headers).end(page.body);
  },
  "uitgever.example": (request, response, body) => {
    if (request.url.startsWith("/frame-tool")) return html(tool_page)(request, response);
    remember(request, response, body);
  },
  "elo.example": (request, response, body) => {
    const url = new URL(request.url, "https://x");
    if (url.pathname === "/embed") return html(platform_page(url.searchParams.get("page"), url.searchParams.get("storage")))(request, response);
    remember(request, response, body);
  },
  "kwaad.example": (request, response, body) => {
    const url = new URL(request.url, "https://x");
    html(platform_page(url.searchParams.get("page") || "", "yes"))(request, response);
  },
};

// A platform that embeds a page of ours and keeps values for it, written apart from the product.
function platform_page(src, storage) {
  return `<!DOCTYPE html><html lang=nl><title>platform</title><iframe name=tool src="${src.replaceAll('"', "")}" width=900 height=500></iframe>
<script>
const kept = window.kept = {}; window.seen = [];
addEventListener("message", (event) => {
  window.seen.push({ origin: event.origin, subject: event.data && event.data.subject });
  if ("${storage}" === "no") return;
  const old = "${storage}" === "old" ? "org.imsglobal." : "";
  const { subject, message_id, key, value } = event.data || {};
  const answer = { subject: subject + ".response", message_id };
  if (subject === "lti.capabilities") answer.supported_messages = [{ subject: old + "lti.put_data" }, { subject: old + "lti.get_data" }];
  else if (subject === old + "lti.put_data") { kept[key] = value; Object.assign(answer, { key, value }); }
  else if (subject === old + "lti.get_data") Object.assign(answer, { key, value: kept[key] });
  else return;
  event.source.postMessage(answer, event.origin);
});
</script>`;
}

// A tool that keeps its values with whoever embeds it, and asks for what it should not get.
const tool_page = `<!DOCTYPE html><html lang=nl><title>tool</title><p id=said></p><script>
const said = [];
addEventListener("message", (event) => {
  said.push(event.data);
  document.getElementById("said").textContent = JSON.stringify(said);
});
const ask = (message) => parent.postMessage(message, "*");
ask({ subject: "lti.capabilities", message_id: "1" });
ask({ subject: "lti.put_data", message_id: "2", key: "lti_state_a", value: "waarde" });
ask({ subject: "lti.get_data", message_id: "3", key: "lti_state_a" });
ask({ subject: "lti.get_data", message_id: "4", key: "nergens" });
ask({ subject: "lti.iets", message_id: "5" });
ask({ subject: "lti.put_data", message_id: "6", key: "k", value: "x".repeat(5000) });
ask({ subject: "org.imsglobal.lti.get_data", message_id: "7", key: "lti_state_a" });
ask({ subject: "ander", message_id: "8" });
</script>`;

const server = await serve(sites);
const at = server.origin;
for (const lang of ["nl", "en"]) {
  rendered[lang] = JSON.parse(execFileSync(program, [lang, at("schakel.example"), at("elo.example"), at("uitgever.example")], { maxBuffer: 1 << 24 }));
}
const names = Object.keys(rendered.nl);
const address = (name, lang = "nl") => `${at("schakel.example")}/${lang}/${name}`;
const embedded_in = (site, name, storage = "yes") =>
  `${at(site)}/embed?storage=${storage}&page=${encodeURIComponent(address(name))}`;

async function with_browser(how, body) {
  const browser = await open_browser(how);
  const page = browser.pages()[0] || (await browser.newPage());
  const complaints = [];
  page.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  posts.length = 0;
  try {
    await body(page, browser, complaints);
  } finally {
    await browser.close();
  }
}

async function until(condition, what) {
  const end = Date.now() + 30000;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`did not happen: ${what}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}
const arrived_at = (host) => until(() => posts.find((one) => one.host === host), `a form at ${host}`);

// ---------------------------------------------------------------- what everybody may expect of every page

function look_at() {
  const problems = [];
  const need = (condition, what) => { if (!condition) problems.push(what); };
  need(document.documentElement.lang, "no language");
  need(document.title, "no title");
  need(document.querySelectorAll("main").length === 1, "not one main landmark");
  need([...document.querySelectorAll("h1")].filter((one) => one.checkVisibility()).length === 1, "not one visible heading");
  for (const input of document.querySelectorAll("input:not([type=hidden])"))
    need(input.labels.length > 0, `no label: ${input.name}`);
  for (const frame of document.querySelectorAll("iframe")) need(frame.title, "frame without title");
  for (const one of document.querySelectorAll("button, a[href], input:not([type=hidden])")) {
    if (!one.checkVisibility()) continue;
    const box = one.getBoundingClientRect();
    need(box.height >= 24 && box.width >= 24, `too small: ${one.outerHTML.slice(0, 60)}`);
  }
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((n) => n / 255).map((n) => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!colour.startsWith("rgba(0, 0, 0, 0")) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !one.checkVisibility() || one.tagName === "SCRIPT") continue;
    const [a, b] = [light(getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x);
    need((a + 0.05) / (b + 0.05) >= 4.5, `contrast: ${one.outerHTML.slice(0, 60)}`);
  }
  need(document.documentElement.scrollWidth <= window.innerWidth, "scrolls sideways");
  return problems;
}

test("every page, in both languages and on a narrow screen, has what people and their tools need", async () => {
  for (const width of [1000, 320]) {
    await with_browser({ scripts: true, width }, async (page) => {
      // The scripts of these pages lead away from them, so they are not run here; what is looked at is the page.
      await page.route("**/*", (route) => (route.request().resourceType() === "document" ? route.continue() : route.abort()));
      for (const lang of ["nl", "en"]) {
        for (const name of names) {
          const shown = rendered[lang][name];
          await page.setContent(shown.body.replaceAll(/<script>[^]*?<\/script>/g, ""));
          equal(await page.evaluate(look_at), [], `${lang} ${name} at ${width}`);
          equal(await page.evaluate(() => document.documentElement.lang), lang, name);
          if (pictures && width === 1000) {
            mkdirSync(pictures, { recursive: true });
            await page.screenshot({ path: join(pictures, `${name}-${lang}.png`) });
          }
        }
      }
    });
  }
});

// ---------------------------------------------------------------- opening

const sent_fields = [["lti_message_type", "basic-lti-launch-request"], ["leeg", ""], ["submit", "knop"], ["naam", "Zoë van 't Hof-Çelik"],
  ["regels", "een\r\ntwee"], ["tekens", "\"><script>alert(1)</script>&amp;'"], ["twee", "a"], ["twee", "b"]];

test("an opening page sends its form by itself, field by field as it was signed", async () => {
  await with_browser({}, async (page, browser, complaints) => {
    await page.goto(address("opening"), { waitUntil: "commit" });
    const got = await arrived_at("uitgever.example");
    equal([got.method, got.path, got.fields], ["POST", "/launch", sent_fields], "form");
    equal(got.origin, at("schakel.example"), "Origin");
    equal(got.referer, at("schakel.example") + "/", "Referer tells no path");
    equal(complaints, [], "complaints");
  });
});

test("a button pressed while the form is on its way sends nothing twice", async () => {
  await with_browser({}, async (page) => {
    let waits;
    await page.route((url) => url.hostname === "uitgever.example", (route) => { waits = route; }); // the publisher is slow
    await page.goto(address("opening"), { waitUntil: "commit" });
    await until(() => waits, "the form");
    const first = waits;
    for (const key of ["Tab", "Enter", "Enter"]) await page.keyboard.press(key);
    equal(waits === first, true, "one form");
    await first.continue();
    await page.locator("#arrived").waitFor();
    equal(posts.filter((one) => one.host === "uitgever.example").length, 1, "what the publisher got");
  });
});

test("without scripts a button does it", async () => {
  await with_browser({ scripts: false }, async (page) => {
    await page.goto(address("opening"));
    await page.getByRole("button", { name: "Openen" }).press("Enter");
    equal((await arrived_at("uitgever.example")).fields, sent_fields, "form");
  });
});

test("a form that asks by GET keeps what its address asks already", async () => {
  await with_browser({}, async (page) => {
    await page.goto(address("opening_get"), { waitUntil: "commit" });
    const got = await arrived_at("uitgever.example");
    equal([got.method, got.fields], ["GET", [["vast", "1 2"], ["state", "s&1"]]], "query");
  });
});

test("no value of a launch becomes a script", async () => {
  await with_browser({}, async (page, browser, complaints) => {
    let dialogs = 0;
    page.on("dialog", (one) => { dialogs += 1; one.dismiss(); });
    for (const name of ["refusal", "chooser", "new_window", "logged_out"]) {
      await page.goto(address(name));
      equal(await page.locator("img, script[src]").count(), 0, name);
    }
    equal(dialogs, 0, "dialogs");
    equal(complaints.filter((one) => !one.includes("status of 403")), [], "complaints"); // the refusal has that status
  });
});

// ---------------------------------------------------------------- who may embed

test("a page is shown inside the platform that it is for, and inside nobody else", async () => {
  await with_browser({}, async (page) => {
    await page.goto(embedded_in("elo.example", "refusal"));
    const inside = page.frameLocator("iframe");
    await inside.getByRole("heading").waitFor();
    check((await inside.locator("body").innerText()).includes("lti11.signature"), "the refusal in the frame of the platform");
    for (const name of names) {
      await page.goto(`${at("kwaad.example")}/embed?page=${encodeURIComponent(address(name))}`);
      const frame = page.frames().find((one) => one !== page.mainFrame());
      await until(() => frame.url().startsWith("chrome-error:"), `${name} refused to the frame of a stranger`);
    }
    equal(posts.filter((one) => one.host !== "kwaad.example"), [], "nothing was sent from within a stranger's frame");
  });
});

// ---------------------------------------------------------------- storage with the platform

for (const storage of ["yes", "old"]) {
  test(`values are kept by the platform and read back (${storage === "old" ? "subjects of before the final text" : "final subjects"})`, async () => {
    await with_browser({ cookies: "blocked" }, async (page) => {
      await page.goto(embedded_in("elo.example", "store", storage));
      const login = await until(() => posts.find((one) => one.path === "/auth"), "the way to the authorization end point");
      equal(login.fields, [["vast", "1"], ["state", "s1"]], "query of the authorization end point");
      equal(await page.evaluate(() => kept), { lti_state_s1: "bewijs", lti_nonce_n1: "nonce" }, "what the platform keeps");
      posts.length = 0;
      await page.evaluate((src) => { document.querySelector("iframe").src = src; }, address("recall"));
      const back = await until(() => posts.find((one) => one.path === "/stored"), "what was kept");
      equal(back.fields, [["launch", "l1"], ["lti_state_s1", "bewijs"], ["lti_nonce_n1", "nonce"]], "what came back");
      const subjects = await page.evaluate(() => seen);
      check(subjects.every((one) => one.origin === at("schakel.example")), "who asked");
    });
  });
}

test("where the platform keeps nothing, the launch goes on, and a new window is offered when it comes back", async () => {
  await with_browser({ cookies: "blocked" }, async (page, browser) => {
    await page.goto(embedded_in("elo.example", "store", "no"));
    await until(() => posts.find((one) => one.path === "/auth"), "the way to the authorization end point");
    await page.evaluate((src) => { document.querySelector("iframe").src = src; }, address("recall"));
    const inside = page.frameLocator("iframe");
    const button = inside.getByRole("button", { name: "Openen in een nieuw venster" });
    await button.waitFor();
    const opened = browser.waitForEvent("page");
    await button.click();
    const fresh = await opened;
    await fresh.locator("#arrived").waitFor();
    equal(await fresh.evaluate(() => [window.opener, window === window.top]), [null, true], "a window of its own");
    equal(posts.find((one) => one.path === "/login").fields, [["iss", "https://elo.example"], ["window", "1"]], "login anew");
  });
});

test("what goes back to the platform takes the place of our page around the frame, and nothing more", async () => {
  await with_browser({}, async (page) => {
    for (const name of ["leaving", "around_leaving"]) {
      await page.goto(embedded_in("elo.example", name));
      await page.frameLocator("iframe[name=tool]").locator("#arrived").waitFor();
      equal(posts.at(-1).fields, [["JWT", "x"]], name);
      check(page.url().startsWith(at("elo.example")), "the platform's page is still around it");
      equal(page.frames().length, 2, `${name}: frames`);
    }
  });
});

test("our page around a tool shows what it keeps to a page of ours in it, and nobody else does", async () => {
  await with_browser({ cookies: "blocked" }, async (page) => {
    for (const [name, kept] of [["around_proof", [["schakel_launch", "bewijs"]]], ["proof", []]]) {
      posts.length = 0;
      await page.goto(embedded_in("elo.example", name, "yes"));
      const back = await until(() => posts.find((one) => one.path === "/stored"), "the answer");
      equal(back.fields, [["launch", "l1"], ...kept], name);
    }
  });
});

test("a stranger's answer is no answer", async () => {
  await with_browser({}, async (page) => {
    // The page is embedded by us, its storage is said to be at the platform: messages of another origin do not count.
    await page.goto(embedded_in("elo.example", "recall_elsewhere"));
    await page.frameLocator("iframe").getByRole("button", { name: "Openen in een nieuw venster" }).waitFor();
    equal(posts.filter((one) => one.path === "/stored"), [], "nothing came back");
    const asked = await page.evaluate(() => seen.map((one) => one.subject));
    equal(asked, ["lti.capabilities"], "values were asked of the origin that keeps them only");
  });
});

test("without scripts the new window is offered at once", async () => {
  await with_browser({ scripts: false }, async (page) => {
    await page.goto(address("recall"));
    await page.getByRole("button", { name: "Openen in een nieuw venster" }).waitFor();
    await page.goto(address("store"));
    await page.getByRole("button", { name: "Verder" }).click();
    equal((await arrived_at("elo.example")).path, "/auth", "the way on");
  });
});

// ---------------------------------------------------------------- our own storage for tools

test("a tool in our frame keeps values with us, and only what it may", async () => {
  await with_browser({ cookies: "blocked" }, async (page, browser, complaints) => {
    await page.goto(embedded_in("elo.example", "framed"));
    const tool = page.frameLocator("iframe[name=tool]").frameLocator("#material");
    const said = await until(async () => {
      const text = await tool.locator("#said").textContent();
      const list = text ? JSON.parse(text) : [];
      return list.length >= 7 && list;
    }, "seven answers");
    const by_id = Object.fromEntries(said.map((one) => [one.message_id, one]));
    equal(by_id[1].supported_messages.map((one) => one.subject), ["lti.capabilities", "lti.put_data", "lti.get_data"], "abilities");
    equal([by_id[2].subject, by_id[2].key, by_id[2].value], ["lti.put_data.response", "lti_state_a", "waarde"], "kept");
    equal(by_id[3].value, "waarde", "read back");
    check(!("value" in by_id[4]) && !by_id[4].error, "an absent value is absent");
    equal(by_id[5].error.code, "unsupported_subject", "unknown subject");
    equal(by_id[6].error.code, "storage_exhaustion", "too long");
    equal([by_id[7].subject, by_id[7].value], ["org.imsglobal.lti.get_data.response", "waarde"], "old subject");
    equal(by_id[8], undefined, "no answer to what is no LTI");
    equal(complaints, [], "complaints");
  });
});

test("a window that is not the tool gets no answer", async () => {
  await with_browser({}, async (page) => {
    await page.goto(embedded_in("elo.example", "framed"));
    await page.frameLocator("iframe[name=tool]").frameLocator("#material").locator("#said").waitFor();
    const answers = await page.evaluate(async () => {
      const got = [];
      addEventListener("message", (event) => got.push(event.data));
      frames.tool.postMessage({ subject: "lti.get_data", message_id: "x", key: "lti_state_a" }, "*");
      await new Promise((later) => setTimeout(later, 500));
      return got.filter((one) => one.message_id === "x");
    });
    equal(answers, [], "answers");
  });
});

// ---------------------------------------------------------------- choosing

for (const scripts of [true, false]) {
  test(`a chooser works with the keyboard alone${scripts ? "" : ", without scripts"}`, async () => {
    await with_browser({ scripts }, async (page) => {
      await page.goto(address("chooser"));
      await page.keyboard.press("Tab");
      await page.keyboard.type("breuken");
      await page.keyboard.press("Enter");
      await page.locator("#arrived").waitFor();
      const search = posts.at(-1);
      check(search.fields.some(([name, value]) => name === "do" && value === "search"), "search");
      check(search.fields.some(([name, value]) => name === "search" && value === "breuken"), "words");
      await page.goto(address("chooser"));
      for (let i = 0; i < 4; ++i) await page.keyboard.press("Tab"); // field, button, first item, second item
      await page.keyboard.press("Space");
      await page.getByRole("button", { name: "Toevoegen" }).focus();
      await page.keyboard.press("Enter");
      await page.locator("#arrived").waitFor();
      const choice = posts.at(-1);
      equal(choice.fields.filter(([name]) => name === "item").map(([, value]) => value).sort(), ["a", "b", "z"], "chosen");
      check(choice.fields.some(([name, value]) => name === "do" && value === "choose"), "choose");
      check(choice.fields.some(([name, value]) => name === "launch" && value === "l1"), "the launch goes along");
    });
  });
}

test("of a few nobody has to search, and who adds nothing is told to choose", async () => {
  await with_browser({}, async (page) => {
    await page.goto(address("chooser_few"));
    equal(await page.getByRole("searchbox").count(), 0, "fields to search with");
    equal(await page.getByRole("alert").innerText(), "Kies eerst een onderdeel. Daarna kun je het toevoegen.", "what is said");
  });
});

test("where one may be chosen, one is; pages turn; giving up is said", async () => {
  await with_browser({}, async (page) => {
    await page.goto(address("chooser_one"));
    await page.getByLabel("Les 1").check();
    await page.getByLabel("Les 2").check();
    await page.getByRole("button", { name: "Volgende bladzijde" }).click();
    await page.locator("#arrived").waitFor();
    equal(posts.at(-1).fields.filter(([name]) => name === "item" || name === "page"), [["item", "b"], ["page", "2"]], "fields");
    await page.goto(address("chooser_one"));
    await page.getByRole("button", { name: "Annuleren" }).click();
    await page.locator("#arrived").waitFor();
    check(posts.at(-1).fields.some(([name, value]) => name === "do" && value === "cancel"), "cancel");
  });
});

test("a finished registration tells whoever opened it", async () => {
  await with_browser({}, async (page) => {
    await page.goto(embedded_in("elo.example", "registered"));
    await until(() => page.evaluate(() => seen.some((one) => one.subject === "org.imsglobal.lti.close")), "lti.close");
  });
});

await run_tests();
