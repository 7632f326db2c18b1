// The peer: Express 5 on a cluster, sessions and tokens in Redis, undici for the API, eta for the pages,
// openid-client for the sign-in (code + PKCE), helmet and compression as is usual.
import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { results, words } from './person.mjs';

const SCOPES = {
  'profiles:read': 'See the people of your account with their DISC, Focus and Core results',
  'account:read': 'See your account’s name and settings',
};
const { PORT, UPSTREAM_ORIGIN, REDIS_URL, STATIC } = process.env;

if (cluster.isPrimary) {
  for (let i = 0; i < availableParallelism(); i += 1) cluster.fork();
} else {
  const [{ default: express }, { default: session }, { RedisStore }, { createClient }, { Pool }, { Eta },
    { default: helmet }, { default: compression }, oauth] = await Promise.all([
    import('express'), import('express-session'), import('connect-redis'), import('redis'), import('undici'),
    import('eta'), import('helmet'), import('compression'), import('openid-client'),
  ]);
  const here = path.dirname(fileURLToPath(import.meta.url));
  const eta = new Eta({ views: path.join(here, 'views'), cache: true });
  const redis = await createClient({ url: REDIS_URL }).connect();
  const api = new Pool(UPSTREAM_ORIGIN, { connections: 16 });
  const origin = `http://127.0.0.1:${PORT}`;
  const login = new oauth.Configuration(
    await (await fetch(`${UPSTREAM_ORIGIN}/.well-known/oauth-authorization-server`)).json(),
    'dashboard', 'secret', oauth.ClientSecretBasic('secret'),
  );
  oauth.allowInsecureRequests(login);

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', false);
  app.use(helmet());
  app.use(compression());
  app.use('/static', express.static(STATIC, { immutable: true, maxAge: '1y' }));
  app.use(session({
    store: new RedisStore({ client: redis, prefix: 'node:' }),
    secret: 'a-secret-of-the-benchmark', resave: false, saveUninitialized: false, name: 'node-session',
    cookie: { httpOnly: true, sameSite: 'lax', maxAge: 3600_000 },
  }));

  const signedIn = (request, response, next) => (request.session.tokens ? next() : response.redirect('/sign-in'));

  async function ask(request, address) {
    const { statusCode, body } = await api.request({
      path: address, method: 'GET', headers: { authorization: `Bearer ${request.session.tokens.access_token}` },
    });
    if (statusCode !== 200) throw new Error(`the API answered ${statusCode}`);
    return body.json();
  }

  app.get('/sign-in', async (request, response) => {
    const verifier = oauth.randomPKCECodeVerifier();
    const state = oauth.randomState();
    request.session.attempt = { verifier, state };
    response.redirect(oauth.buildAuthorizationUrl(login, {
      redirect_uri: `${origin}/sign-in/callback`,
      scope: 'profiles:read account:read',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    }).href);
  });

  app.get('/sign-in/callback', async (request, response) => {
    const { verifier, state } = request.session.attempt;
    const tokens = await oauth.authorizationCodeGrant(login, new URL(request.originalUrl, origin), {
      pkceCodeVerifier: verifier, expectedState: state,
    });
    await new Promise((done, failed) => { request.session.regenerate((error) => (error ? failed(error) : done())); });
    request.session.tokens = { access_token: tokens.access_token, refresh_token: tokens.refresh_token };
    request.session.account = (await ask(request, '/api/v4/account')).data;
    response.redirect('/done');
  });

  app.get('/done', signedIn, (request, response) => { response.type('text').send('signed in'); });

  const letters = ['d', 'i', 's', 'c'];
  const name = (one) => [one.firstName, one.lastName].filter(Boolean).join(' ') || one.email;
  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

  app.get('/team', signedIn, async (request, response) => {
    const { profiles } = await ask(request, '/api/v4/profiles?limit=100&page=1');
    const words = fold(request.query.q ?? '').split(/\s+/).filter(Boolean);
    const found = profiles
      .map((one) => ({ ...one, name: name(one) }))
      .filter((one) => words.every((word) => fold(`${one.name} ${one.email ?? ''}`).includes(word)))
      .sort((a, b) => a.name.localeCompare(b.name));
    const shown = {
      letters, rows: found.slice(0, 50), found: found.length, all: profiles.length,
      account: request.session.account, q: request.query.q ?? '',
      styles: [...new Set(profiles.map((one) => one.disc?.style).filter(Boolean))].sort(),
    };
    response.type('html').send(eta.render(request.get('hx-request') ? './members' : './team', shown));
  });

  app.get('/team/:id', signedIn, async (request, response) => {
    const [{ profile }, { profiles }] = await Promise.all([
      ask(request, `/api/v4/profile/${encodeURIComponent(request.params.id)}`), ask(request, '/api/v4/profiles?limit=100&page=1'),
    ]);
    response.type('html').send(eta.render('./person', {
      one: profile, name: name(profile), words, ...results(profile, profiles), asOf: new Date().toISOString(),
      account: request.session.account,
    }));
  });

  app.get('/connected-apps', signedIn, async (request, response) => {
    const { grants } = await ask(request, '/api/v4/grants?limit=50&page=1');
    response.type('html').send(eta.render('./apps', {
      grants, scopes: SCOPES, asOf: new Date().toISOString(), account: request.session.account,
    }));
  });

  app.listen(Number(PORT), '127.0.0.1', () => process.send?.('listening'));
}
