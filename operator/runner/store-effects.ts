import { after } from '../browser/after';
import type { OutboxItem, StoreEffect } from '../state';
import { createDraftUpload } from './draft-upload';
import type { Services } from './services';

const uploads = new WeakMap<Services, ReturnType<typeof createDraftUpload>>();

/** The upload of this page's drafts. */
export function draftUpload(services: Services): ReturnType<typeof createDraftUpload> {
  const upload = uploads.get(services) ?? createDraftUpload(services);
  uploads.set(services, upload);
  return upload;
}

export function runStoreEffect(effect: StoreEffect, services: Services): void {
  const upload = draftUpload(services);
  switch (effect.type) {
    case 'store.draft':
      void keep(services, (database) => database.putDraft(effect.draft));
      if (effect.journalled) upload.later(effect.draft);
      return;
    case 'store.dropDraft':
      void keep(services, (database) => database.dropDraft(effect.callId));
      if (effect.journalled) upload.drop(effect.callId);
      return;
    case 'store.forget':
      void keep(services, (database) => database.dropSave(effect.saveId));
      return;
    case 'store.save':
      return void save(effect.item, services);
  }
}

/** A database that does not answer in time is no better than one that refuses; what it keeps later is not sent twice. */
async function save(item: OutboxItem, services: Services): Promise<void> {
  const kept = keep(services, (database) => database.putSave(item));
  const inTime = await Promise.race([kept, after(ANSWER_LIMIT_MS).then(() => null)]);
  services.dispatch({ type: 'store.saved', saveId: item.saveId, ok: inTime === true });
  if (inTime === null && await kept) await keep(services, (database) => database.dropSave(item.saveId));
}

const ANSWER_LIMIT_MS = 2_000;

type Work = (database: NonNullable<Awaited<ReturnType<Services['database']>>>) => Promise<void>;

/** False where this browser keeps nothing (private window, full disc): the desk is then asked directly. */
async function keep(services: Services, work: Work): Promise<boolean> {
  try {
    const database = await services.database();
    if (!database) return false;
    await work(database);
    return true;
  } catch {
    return false;
  }
}
