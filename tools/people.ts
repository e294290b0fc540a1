/**
 * `npm run -s people`: accounts from the command line. A running platform is asked through its API, because one
 * process takes changes of accounts at a time; of a stopped one the log is written, also when nobody can sign in any more.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROLES, type Role } from '#core/access.ts';
import { TizhengError } from '#core/errors.ts';
import { type Person, USER_PATTERN } from '#core/person.ts';
import { TOPICS } from '#core/topics.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { type PeopleAnswer, PeopleDesk, type PersonPatch } from '#runtime/people/desk.ts';
import { GENERATED_COST, hashPassword } from '#runtime/people/password.ts';
import { PeopleTable } from '#runtime/people/table.ts';
import { loadSettings } from '#runtime/settings.ts';
import { audited, cliActor } from './cli-audit.ts';
import { DashboardClient, seatOf, secretsOf } from './dashboard-client.ts';
import { type PlatformSettings, platformSettings } from './platform/settings.ts';
import { topicOptions } from './platform/topics.ts';
import { run } from './run.ts';

const HELP = `npm run -s people -- COMMAND [options]

  list                              accounts: role, scope, state
  add USER --name NAME --role ROLE  makes an account and prints its password for one sign-in
  role USER ROLE                    another role; its sessions end
  disable USER | enable USER
  password USER                     makes a new password for one sign-in and prints it

  ROLE                 ${ROLES.join(', ')}
  --regions A,B        of add and role: only of these regions (default: as before, or all)
  --enterprises A,B    of add and role: only of these enterprises
  --whole              of role: no longer narrowed
  --wall               of add, for a viewer: a screen that anybody can look at
  --json               prints accounts as JSON, one a line
  --config FILE, --data-dir DIR     as for npm start
  --url URL            of a platform elsewhere; the password of --user (default admin) is read from
                       TIZHENG_PASSWORD`;

interface Options {
  name?: string;
  role?: string | undefined;
  regions?: string;
  enterprises?: string;
  whole?: boolean;
  wall?: boolean;
  json?: boolean;
}
type Account = Omit<Person, 'password'>;
type Wish = Pick<Account, 'user' | 'name' | 'role' | 'scope' | 'isWall'>;

/** Where accounts are kept: behind a dashboard, or in the log of a stopped platform. */
interface Keeper {
  all(): Promise<Account[]>;
  create(wish: Wish): Promise<string>;
  change(account: Account, patch: PersonPatch, command: string): Promise<void>;
  /** The new password, for one sign-in. */
  reset(account: Account): Promise<string>;
  close(): Promise<void>;
}

export async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      role: { type: 'string' },
      regions: { type: 'string' },
      enterprises: { type: 'string' },
      whole: { type: 'boolean' },
      wall: { type: 'boolean' },
      json: { type: 'boolean' },
      url: { type: 'string' },
      user: { type: 'string' },
      config: { type: 'string' },
      'data-dir': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [command = '', user = '', role] = positionals;
  if (values.help || command === '') {
    console.log(HELP);
    return values.help ? 0 : 1;
  }
  const settings = loadSettings(platformSettings, {
    file: values.config ?? null,
    env: process.env,
    overrides: { dataDir: values['data-dir'] },
  });
  const seat = await seatOf(settings, values);
  const keeper =
    seat === null ? await stopped(settings) : behind(await DashboardClient.signIn(seat));
  try {
    await obey(keeper, command, { ...values, user, role: role ?? values.role });
    return 0;
  } finally {
    await keeper.close();
  }
}

async function obey(
  keeper: Keeper,
  command: string,
  { user, ...options }: Options & { user: string },
): Promise<void> {
  const accounts = await keeper.all();
  if (command === 'list') {
    for (const account of accounts) print(account, options.json ?? false);
    return;
  }
  if (command === 'add') return add(keeper, user, options);
  const account = accounts.find((each) => each.user === user);
  if (account === undefined) throw refusal(`There is no account ${user || '(none given)'}.`);
  switch (command) {
    case 'role':
      await keeper.change(account, rolePatch(account, options), command);
      break;
    case 'disable':
    case 'enable':
      await keeper.change(account, { isEnabled: command === 'enable' }, command);
      break;
    case 'password':
      console.log(`Password of ${user} for one sign-in: ${await keeper.reset(account)}`);
      return;
    default:
      throw refusal(`There is no command ${command}.\n\n${HELP}`);
  }
  console.log('Done; sessions of the account have ended.');
}

async function add(keeper: Keeper, user: string, options: Options): Promise<void> {
  const { name = '', wall: isWall = false } = options;
  if (!new RegExp(USER_PATTERN).test(user))
    throw refusal('An account has 2 to 32 lower-case letters, digits, . _ -, a letter first.');
  if (name === '') throw refusal('Say whose account it is: --name.');
  const scope = {
    regions: listOf(options.regions) ?? null,
    enterprises: listOf(options.enterprises) ?? null,
  };
  const password = await keeper.create({ user, name, role: roleOf(options.role), scope, isWall });
  console.log(`Password of ${user} for one sign-in: ${password}`);
}

function rolePatch({ scope, isWall }: Account, options: Options): PersonPatch {
  const role = roleOf(options.role);
  const before = options.whole ? { regions: null, enterprises: null } : scope;
  return {
    role,
    isWall: isWall && role === 'viewer',
    scope: {
      regions: listOf(options.regions) ?? before.regions,
      enterprises: listOf(options.enterprises) ?? before.enterprises,
    },
  };
}

function roleOf(text: string | undefined): Role {
  const role = ROLES.find((each) => each === text);
  if (role === undefined) throw refusal(`A role is one of ${ROLES.join(', ')}.`);
  return role;
}

function listOf(text: string | undefined): string[] | undefined {
  return text?.split(/[,\s]+/).filter((each) => each !== '');
}

function print(account: Account, asJson: boolean): void {
  if (asJson) {
    console.log(JSON.stringify(account));
    return;
  }
  const { user, name, role, scope, isWall, isEnabled, mustChangePassword } = account;
  const narrowed = [...(scope.regions ?? []), ...(scope.enterprises ?? [])].join(', ');
  const notes = [
    ...(isEnabled ? [] : ['disabled']),
    ...(isWall ? ['wall'] : []),
    ...(mustChangePassword ? ['sets a password at the next sign-in'] : []),
  ];
  const end = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  console.log(`${user}  ${name}  ${role}  ${narrowed === '' ? 'whole' : narrowed}${end}`);
}

function behind(client: DashboardClient): Keeper {
  type View = Account & Account['scope'] & { temporaryPassword?: string };
  const flat = ({ scope, ...rest }: Partial<Wish> & PersonPatch) => ({ ...rest, ...scope });
  return {
    async all() {
      const { people } = await client.json<{ people: View[] }>('GET', '/api/people');
      return people.map(({ regions, enterprises, ...each }) => ({
        ...each,
        scope: { regions, enterprises },
      }));
    },
    async create(wish) {
      const made = await client.json<View>('POST', '/api/people', flat(wish));
      return made.temporaryPassword ?? '';
    },
    async change({ personId, version }, patch) {
      await client.json('PATCH', `/api/people/${personId}`, flat(patch), version);
    },
    async reset({ personId }) {
      const path = `/api/people/${personId}/password`;
      return (await client.json<View>('POST', path, {})).temporaryPassword ?? '';
    },
    close: async () => {
      await client.send('POST', '/api/logout');
    },
  };
}

async function stopped(settings: PlatformSettings): Promise<Keeper> {
  if (settings.log.engine === 'kafka')
    throw refusal('The log is on Kafka: name a dashboard by --url, which takes changes.');
  const { adminPassword } = secretsOf(settings.dataDir);
  const log = await openEmbeddedLog({ dir: join(settings.dataDir, 'log') });
  await log.ensureTopic(TOPICS.people, topicOptions(settings.log)[TOPICS.people]!);
  const table = new PeopleTable(
    await hashPassword(settings.adminPassword || adminPassword, GENERATED_COST),
  );
  const catchUp = () => readOn(log, table);
  const desk = new PeopleDesk(log, table, catchUp);
  const author = () => ({ actor: cliActor(), atMs: Date.now() });
  const told = (command: string, subjects: readonly string[], query: object) => ({
    ...{ action: 'people.change' as const, command: `people ${command}`, subjects },
    query: { ...query },
  });
  const from = { log, settings };
  return {
    async all() {
      await catchUp();
      return table.all().map(({ password: _, ...account }) => account);
    },
    async create(wish) {
      const { role, scope, isWall } = wish;
      const deed = told('add', [], { role, ...scope, isWall });
      return audited(from, deed, async () => answered(await desk.create(wish, null, author())));
    },
    async change({ personId, version }, patch, command) {
      const { scope, ...rest } = patch;
      const deed = told(command, [personId], { ...rest, ...scope });
      await audited(from, deed, async () =>
        answered(await desk.change(personId, patch, version, author())),
      );
    },
    reset: ({ personId }) =>
      audited(from, told('password', [personId], {}), async () =>
        answered(await desk.reset(personId, null, author())),
      ),
    close: () => log.close(),
  };
}

const READ = { maxRecords: 10_000, maxBytes: 16_000_000, waitMs: 0 };

async function readOn(log: EventLog, table: PeopleTable): Promise<void> {
  const { low, high } = await log.ends(TOPICS.people, 0);
  let offset = Math.max(low, table.nextOffset);
  while (offset < high) {
    const { records, nextOffset } = await log.read(TOPICS.people, 0, offset, READ);
    for (const record of records) table.apply(record);
    offset = nextOffset;
  }
}

/** The password to hand over, if one was made. */
function answered(answer: PeopleAnswer): string {
  if (answer.ok) return answer.password ?? '';
  throw refusal(`${answer.field} ${answer.message}`.trim());
}

function refusal(sentence: string): TizhengError {
  return new TizhengError('REGISTRY_INVALID', 'registry', sentence);
}

if (import.meta.main) await run(main);
