// An LTI 1.3 tool: ltijs as it comes, with sqlite as its store. What a test wants of it is asked at /control/…; all other
// addresses are ltijs's own. Prints "listening PORT".
//
// Arguments: folder for the store; "embedded" when it is reached over TLS and may stand in frames of other sites.
const express = require("express");
const { Provider } = require("ltijs");
const Database = require("ltijs-sequelize");

const folder = process.argv[2];
const launches = []; // id tokens, the latest last

function control() {
  const app = express();
  app.use(express.json());
  const answer = (path, act) =>
    app.post(path, async (request, response) => {
      try {
        response.json({ value: (await act(request.body, launches[launches.length - 1])) ?? null });
      } catch (error) {
        response.status(500).json({ error: error.message, status: error.status ?? error.response?.status ?? error.response?.statusCode ?? null });
      }
    });
  answer("/platform", (body) => Provider.registerPlatform(body).then(() => null));
  answer("/activate", async () => {
    for (const one of await Provider.getAllPlatforms()) await one.platformActive(true);
  });
  answer("/launches", () => launches);
  answer("/line_items", (body, token) => Provider.Grade.getLineItems(token, body));
  answer("/line_item", (body, token) => Provider.Grade.getLineItemById(token, body.id));
  answer("/create", (body, token) => Provider.Grade.createLineItem(token, body));
  answer("/update", (body, token) => Provider.Grade.updateLineItemById(token, body.id, body.item));
  answer("/delete", (body, token) => Provider.Grade.deleteLineItemById(token, body.id));
  answer("/score", (body, token) => Provider.Grade.submitScore(token, body.id, body.score));
  answer("/results", (body, token) => Provider.Grade.getScores(token, body.id, body.options));
  answer("/members", (body, token) => Provider.NamesAndRoles.getMembers(token, body));
  answer("/choice", (body, token) => Provider.DeepLinking.createDeepLinkingForm(token, body.items, body.options));
  answer("/token", async (body, token) => {
    const platform = await Provider.getPlatform(token.iss, token.clientId);
    return platform.platformAccessToken(body.scope);
  });
  answer("/key", async (body, token) => {
    const platform = await Provider.getPlatform(token.iss, token.clientId);
    return { kid: await platform.platformKid(), pem: await platform.platformPrivateKey() };
  });
  return app;
}

async function main() {
  const app = express();
  app.get("/favicon.ico", (request, response) => response.status(204).end());
  app.use("/control", control());
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.on("listening", resolve));
  const port = server.address().port;

  const store = new Database("tool", "tool", "tool", { dialect: "sqlite", storage: `${folder}/tool.sqlite`, logging: false });
  Provider.setup("key-of-the-test-only-0001", { plugin: store }, {
    cookies: process.argv[3] === "embedded" ? { secure: true, sameSite: "None" } : { secure: false, sameSite: "" },
    dynReg: { url: `http://127.0.0.1:${port}`, name: "Proefuitgever", redirectUris: [], customParameters: { soort: "proef" }, autoActivate: true },
  });
  const keep = (token, request, response) => {
    launches.push(token);
    response.json({ user: token.user, context: response.locals.context });
  };
  Provider.onConnect(keep);
  Provider.onDeepLinking(keep);
  await Provider.deploy({ serverless: true, silent: true });
  app.use(Provider.app);
  console.log(`listening ${port}`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
