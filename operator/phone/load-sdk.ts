import type * as VoxImplant from 'voximplant-websdk';

export type Sdk = typeof VoxImplant;

declare global {
  interface Window { VoxImplant?: Sdk }
}

const loading = new Map<string, Promise<Sdk>>();

/** The SDK as its maker ships it: its own file, loaded once, when first needed. */
export function loadSdk(url: string): Promise<Sdk> {
  if (window.VoxImplant) return Promise.resolve(window.VoxImplant);
  const known = loading.get(url);
  if (known) return known;
  const started = load(url).catch((error: unknown) => {
    loading.delete(url);
    throw error;
  });
  loading.set(url, started);
  return started;
}

function load(url: string): Promise<Sdk> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.async = true;
    script.onload = () => {
      if (window.VoxImplant) resolve(window.VoxImplant);
      else reject(new Error(`The Web SDK at ${url} was loaded but did not start.`));
    };
    script.onerror = () => {
      script.remove();
      reject(new Error(`The Web SDK could not be loaded from ${url}. Is the file served?`));
    };
    document.head.append(script);
  });
}
