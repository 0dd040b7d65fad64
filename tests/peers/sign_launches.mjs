// Launches signed by the npm package jose in every algorithm of LTI, for tests that must not depend on node:
//
//   node sign_launches.mjs > ../unit/lti_1_3/tool/signed_by_jose.json
//
// The private keys are thrown away.
import * as jose from "jose";

const C = "https://purl.imsglobal.org/spec/lti/claim/";
const issued = 1795000000;
const claims = {
  iss: "https://lms.example", aud: ["schakel-1"], sub: "leerling-1", iat: issued, exp: issued + 300, nonce: "nonce-van-jose",
  [C + "message_type"]: "LtiResourceLinkRequest", [C + "version"]: "1.3.0", [C + "deployment_id"]: "dep-1",
  [C + "target_link_uri"]: "https://gw.example/lti/1.3/launch?item=a", [C + "resource_link"]: { id: "link-1" }, [C + "roles"]: ["Learner"],
};

const out = { issued, keys: [], tokens: {} };
for (const alg of ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"]) {
  const pair = await jose.generateKeyPair(alg, { modulusLength: 2048 });
  const kid = "jose:" + alg;
  out.keys.push({ ...await jose.exportJWK(pair.publicKey), kid }); // without alg and use, as some products publish them
  out.tokens[alg] = await new jose.SignJWT(claims).setProtectedHeader({ alg, kid, typ: "JWT" }).sign(pair.privateKey);
}
console.log(JSON.stringify(out, null, 1));
