import type { FromPage, ToPage } from '../messages';

/** The page's one socket to the emulator; it comes back by itself. */
export interface PhoneExchange {
  send(message: FromPage): void;
  /** Messages of one call. */
  follow(call: string, fn: (message: ToPage) => void): () => void;
  onNumbers(fn: (numbers: string[]) => void): void;
  onOnline(fn: (isOnline: boolean) => void): void;
}

const reconnectMs = 1_000;

export function connectExchange(url: string): PhoneExchange {
  const followers = new Map<string, (message: ToPage) => void>();
  let numbersListener: (numbers: string[]) => void = () => {};
  let onlineListener: (isOnline: boolean) => void = () => {};
  let socket: WebSocket | undefined;
  const open = () => {
    const opened = new WebSocket(url);
    socket = opened;
    opened.onopen = () => onlineListener(true);
    opened.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as ToPage;
      if (message.type === 'numbers') numbersListener(message.numbers);
      else followers.get(message.call)?.(message);
    };
    opened.onclose = () => {
      onlineListener(false);
      // Calls live no longer than the socket they were made on.
      for (const [call, tell] of [...followers]) tell({ type: 'ended', call, code: 480, reason: '' });
      setTimeout(open, reconnectMs);
    };
  };
  open();
  return {
    send(message) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    follow(call, fn) {
      followers.set(call, fn);
      return () => followers.delete(call);
    },
    onNumbers: (fn) => (numbersListener = fn),
    onOnline: (fn) => (onlineListener = fn),
  };
}
