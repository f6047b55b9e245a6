import { epochMs } from '../contracts/time';
import type { Clock } from './clock';
import type { DeskConfig, DeskKeys, Scope } from './config';
import type { Database } from './database/port';
import { createDirectories } from './directory/directories';
import { createErpClients } from './directory/erp';
import type { ErpClient } from './directory/erp-client';
import type { Directory } from './directory/port';
import { createCallbacks, type Callbacks } from './callers/callbacks';
import { createCustomersOf, type CustomersOf } from './callers/customers-of';
import type { Job } from './care/job';
import { createJobBook, type JobBook } from './care/job-book';
import type { Log } from './http/log';
import { createAccountWord, type AccountWord, type AskAccount } from './integration/account-word';
import { createCommandWaiters, type CommandWaiters } from './journal/command-waiters';
import { createCommands, type Commands } from './journal/commands';
import type { NameOf } from './journal/comments';
import { createLists, type Lists } from './journal/lists';
import { createJournal, type Journal } from './journal/receive';
import { createRecordingLinks, type RecordingLinks } from './recordings/links';
import { createSeal } from './journal/seal';
import { createCloudTime, type CloudTime } from './lease/cloud-time';
import { createHub, type Hub } from './live/hub';
import { createPresences, type Presences } from './live/presences';
import { createCallsWindows, type CallsWindows } from './live/window';
import { createSignInTokens, type SignInTokens } from './sign-in/erp-token';
import { createLeaderships, type Leaderships } from './sign-in/leadership';
import { createTransfers, type Transfers } from './transfer/transfers';
import { createSessions, type Sessions } from './sign-in/sessions';
import { createTickets, type Tickets } from './sign-in/tickets';

export interface ServiceParts { db: Database; clock: Clock; config: DeskConfig; keys: DeskKeys; log: Log; askAccount?: AskAccount }

/** Everything the routes, the live channel and the caretaker work with; made once, passed on. */
export interface Services extends ServiceParts {
  sessions: Sessions;
  tickets: Tickets;
  tokens: SignInTokens;
  cloudTime: CloudTime;
  leaderships: Leaderships;
  callsWindows: CallsWindows;
  journal: Journal;
  commands: Commands;
  waiters: CommandWaiters;
  directory: (scope: Scope) => Directory;
  nameOf: NameOf;
  erpClients: ReadonlyMap<string, ErpClient>;
  lists: Lists;
  accountWord: () => Promise<AccountWord>;
  presences: Presences;
  hub: Hub;
  callbacks: Callbacks;
  customersOf: CustomersOf;
  recordingLinks: RecordingLinks;
  transfers: Transfers;
  /** What the desk does by itself; those who begin it add it. */
  jobs: Job[];
  /** What the desks on this database do one for all. */
  jobBook: JobBook;
}

export function createServices(parts: ServiceParts): Services {
  const { clock } = parts;
  const cloudTime = createCloudTime({ now: clock.now, wallMs: () => epochMs(clock.wall()) });
  const seal = createSeal(parts.keys.operator);
  const waiters = createCommandWaiters(parts.clock);
  const erpClients = createErpClients(parts);
  const directory = createDirectories({ ...parts, erpClients });
  const customersOf = createCustomersOf(parts.db, directory);
  const commands = createCommands({ ...parts, seal, waiters, cloudTime });
  const nameOf: NameOf = (operator) => (Object.hasOwn(parts.config.operators, operator) ? parts.config.operators[operator]?.displayName : undefined) ?? operator;
  return {
    ...parts,
    waiters,
    cloudTime,
    erpClients,
    directory,
    nameOf,
    sessions: createSessions(parts),
    tickets: createTickets(parts),
    tokens: createSignInTokens({ ...parts, cloudTime }),
    leaderships: createLeaderships(parts),
    callsWindows: createCallsWindows(parts),
    journal: createJournal({ ...parts, seal }),
    commands,
    customersOf,
    callbacks: createCallbacks({ ...parts, customersOf }),
    recordingLinks: createRecordingLinks({ seal, clock: parts.clock }),
    transfers: createTransfers({ ...parts, commands }),
    lists: createLists({ db: parts.db, directory, nameOf }),
    accountWord: createAccountWord(parts.askAccount, parts),
    presences: createPresences(parts),
    hub: createHub(),
    jobs: [],
    jobBook: createJobBook(parts),
  };
}
