// oidc-provider (npm) as the login and the service API of the dashboard's tests. What OAuth says is its
// own; ours is the transport in front of it (JSON or an empty Basic body become the form it knows) and
// a few addresses below /told/ by which a test looks at it.
//
// Reads {port, clients, configuration} as JSON from the environment variable FOREIGN; prints a line
// when it listens.
import { Provider } from 'oidc-provider';

const { port, clients, configuration } = JSON.parse(process.env.FOREIGN);
const issuer = `http://127.0.0.1:${port}`;
const TOKEN = '/api/v4/auth';

const provider = new Provider(issuer, {
  routes: { token: TOKEN },
  clients,
  ...configuration,
});

const counted = { success: 0, error: 0 };
const given = new Set();
provider.on('grant.success', () => { counted.success += 1; });
provider.on('grant.error', () => { counted.error += 1; });
provider.on('client_credentials.saved', (token) => given.add(token));

async function parsed(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {};
}

const ours = {
  // Profile's documented check: a token that is good is answered 200, any other 401.
  'POST /api/v4/test': async (ctx) => {
    const value = ctx.get('authorization').replace(/^Bearer /, '');
    const token = value && await provider.ClientCredentials.find(value);
    ctx.status = token?.isValid ? 200 : 401;
    ctx.body = token?.isValid
      ? { code: 200, status: 'success', ping: 'pong' }
      : { code: 401, status: 'error', message: 'No such token' };
  },
  'GET /told/counted': async (ctx) => { ctx.body = counted; },
  'POST /told/forget': async (ctx) => {
    for (const token of given) await token.destroy();
    given.clear();
    ctx.body = {};
  },
};

provider.use(async (ctx, next) => {
  const answer = ours[`${ctx.method} ${ctx.path}`];
  if (answer) return answer(ctx);
  if (ctx.method === 'POST' && ctx.path === TOKEN) {
    const isJson = ctx.is('application/json');
    if (isJson || !ctx.get('content-type')) {
      const sent = isJson ? await parsed(ctx.req) : { grant_type: 'client_credentials' };
      ctx.req.headers['content-type'] = 'application/x-www-form-urlencoded';
      ctx.req.headers['content-length'] = '1'; // a body is there, read already
      ctx.req.body = sent;
      if (!isJson) await parsed(ctx.req);
    }
  }
  return next();
});

provider.listen(port, '127.0.0.1', () => console.log(`listening at ${issuer}`));
