// A real OpenID provider for tests: whoever types a name is that person, with a verified address.
// It is told by the environment where it is and who may ask it.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const { PORT, CLIENT_ID, CLIENT_SECRET, BACK, MODULES } = process.env;
const found = createRequire(pathToFileURL(`${MODULES}/`)).resolve("oidc-provider");
const { Provider } = await import(pathToFileURL(found).href);

const provider = new Provider(`http://127.0.0.1:${PORT}`, {
  clients: [
    {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uris: [BACK],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  findAccount: (_, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, email: `${id}@example.org`, email_verified: true }),
  }),
});
provider.listen(Number(PORT), "127.0.0.1");
