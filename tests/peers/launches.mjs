// Whole launches in Chromium: a pupil opens material from a learning environment, through a running gateway, at a publisher, each
// at a site of its own.
//
//   node launches.mjs        SCHAKEL_PARTS="roads attacks" for some of it
//
// Writes "listening PORT", the port of all sites; then reads one line of JSON: the ports behind them {gateway, platform, ltijs,
// older_environment, older_publisher, provider}; no provider: what needs one is skipped.
import { createInterface } from "node:readline";
import { serve, proxy_to, run_tests } from "./browser.mjs";
import { world } from "./launch_world.mjs";

const sites = {};
const server = await serve(sites);
console.log(`listening ${server.port}`);
const line = await new Promise((done) => createInterface({ input: process.stdin }).once("line", done));
const ports = JSON.parse(line);
// A browser from before cookies could be partitioned takes that word for nothing.
const older = (headers) => (world.older_browser ? headers.map((one) => one.replaceAll("; Partitioned", "")) : headers);
Object.assign(sites, {
  "schakel.example": proxy_to(ports.gateway, older),
  "elo.example": proxy_to(ports.platform),
  "methode.example": proxy_to(ports.platform),
  "uitgever.example": proxy_to(ports.ltijs),
  "oude-uitgever.example": proxy_to(ports.older_publisher),
  "oude-elo.example": (request, response, body) => {
    if (request.url !== "/cursus") return proxy_to(ports.older_environment)(request, response, body);
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(world.course);
  },
});
world.open(sites, ports, server);
for (const part of (process.env.SCHAKEL_PARTS ?? "roads choices pages attacks versions").split(" ")) await import(`./launch_${part}.mjs`);
await run_tests(() => world.close());
