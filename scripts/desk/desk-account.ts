import type { AccountStatus } from '../../contracts/desk-integration';
import type { Management } from '../../contracts/management';
import type { NormalConfig } from '../config/normal-config';
import { readState } from '../releases/state-file';
import { accountStatus } from './account-status';
import { sessionHistory } from './session-history';
import { storedItemsOf } from './stored-items';

/** What a desk asks of its account. */
export interface DeskAccount {
  history: ReturnType<typeof sessionHistory>;
  removeRecord: (address: string) => Promise<void>;
  storedItems: () => Promise<ReturnType<typeof storedItemsOf> | null>;
  askAccount: () => Promise<AccountStatus>;
}

export interface DeskAccountParts {
  management: Management;
  /** Whose key it is. */
  account: number;
  root: string;
  config: NormalConfig;
  environment: string;
  now: () => number;
}

export function deskAccount({ management, account, root, config, environment, now }: DeskAccountParts): DeskAccount {
  const { name } = config.application;
  return {
    history: sessionHistory({ management, application: name, now }),
    removeRecord: (address) => management.deleteRecord(address),
    storedItems: async () => {
      const application = await management.application(name);
      return application ? storedItemsOf(management, application.id) : null;
    },
    askAccount: accountStatus({
      management, config, environment,
      deployed: () => readState({ root, environment, account, application: name, note: () => undefined }),
    }),
  };
}
