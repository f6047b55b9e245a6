import type { DeskToPage } from '../../contracts/desk-live';
import type { Scope } from '../config';
import type { Sessions } from '../sign-in/sessions';

/** One open live channel. */
export interface LivePage {
  scope: Scope;
  pageId: string;
  /** With which it signed in; once that is over, so is the channel. */
  session: string;
  send(message: DeskToPage): void;
  /** In one frame where the page takes that. */
  sendAll(messages: readonly DeskToPage[]): void;
  close(why: Extract<DeskToPage, { type: 'bye' }>['why']): void;
}

export interface Hub {
  add(page: LivePage): () => void;
  /** All pages of one operator; nobody else hears it. */
  ofOperator(who: Pick<Scope, 'franchise' | 'operator'>): readonly LivePage[];
  /** All pages of a franchise; nobody else hears it. */
  ofFranchise(franchise: string): readonly LivePage[];
  all(): readonly LivePage[];
}

/** Closes the channels among `pages` whose session ended: signed out, expired, deleted. */
export async function closeSignedOut(pages: readonly LivePage[], sessions: Pick<Sessions, 'over'>): Promise<void> {
  const over = await sessions.over(pages.map(({ session }) => session));
  for (const page of pages) if (over.has(page.session)) page.close('signed-out');
}

/** The live channels of this process, by franchise and operator. */
export function createHub(): Hub {
  const franchises = new Map<string, Set<LivePage>>();
  const pagesOf = (franchise: string): Set<LivePage> => {
    const known = franchises.get(franchise) ?? new Set<LivePage>();
    franchises.set(franchise, known);
    return known;
  };
  return {
    add(page) {
      const pages = pagesOf(page.scope.franchise);
      // The same page again: its old socket is dead, though nobody has noticed.
      for (const old of pages) {
        if (old.pageId === page.pageId && isSame(old.scope, page.scope)) { pages.delete(old); old.close('replaced'); }
      }
      pages.add(page);
      return () => { pages.delete(page); };
    },
    ofOperator: (who) => [...pagesOf(who.franchise)].filter(({ scope }) => isSame(scope, who)),
    ofFranchise: (franchise) => [...pagesOf(franchise)],
    all: () => [...franchises.values()].flatMap((pages) => [...pages]),
  };
}

function isSame(left: Pick<Scope, 'franchise' | 'operator'>, right: Pick<Scope, 'franchise' | 'operator'>): boolean {
  return left.franchise === right.franchise && left.operator === right.operator;
}
