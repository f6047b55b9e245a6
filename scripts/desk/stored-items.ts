import type { Management } from '../../contracts/management';

/** What sessions left in an application's storage, as the desk's commands want it. */
export function storedItemsOf(management: Management, applicationId: number) {
  const values = new Map<string, string>();
  return {
    keys: async (prefix: string): Promise<string[]> => {
      for (const { key, value } of await management.storedItems({ applicationId, prefix })) values.set(key, value);
      return [...values.keys()];
    },
    value: async (key: string): Promise<string | undefined> => values.get(key),
    remove: (key: string): Promise<void> => management.deleteStoredItem({ applicationId, key }),
  };
}
