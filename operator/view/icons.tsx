/** Drawn on a 20 × 20 grid, one stroke width, no fill; decoration only, so hidden from readers. */
const PATHS = {
  phone: 'M5.2 3.2h2.4l1.2 3.3-1.7 1.4a9 9 0 0 0 5 5l1.4-1.7 3.3 1.2v2.4a1.6 1.6 0 0 1-1.7 1.6A13.2 13.2 0 0 1 3.6 4.9 1.6 1.6 0 0 1 5.2 3.2Z',
  mic: 'M10 2.8a2.2 2.2 0 0 1 2.2 2.2v4.6a2.2 2.2 0 1 1-4.4 0V5A2.2 2.2 0 0 1 10 2.8ZM5 9.4a5 5 0 0 0 10 0M10 14.4v2.8M7.4 17.2h5.2',
  micOff: 'M7.8 7.6v2a2.2 2.2 0 0 0 3.4 1.9M12.2 8.6V5a2.2 2.2 0 0 0-4.2-.9M5 9.4a5 5 0 0 0 7.6 4.2M15 9.4c0 .7-.1 1.3-.4 1.9M10 14.4v2.8M7.4 17.2h5.2M3 3l14 14',
  pause: 'M7 4.2v11.6M13 4.2v11.6',
  play: 'M6.5 4.4v11.2l9-5.6-9-5.6Z',
  copy: 'M7.2 7.2h8.6v8.6H7.2zM4.2 12.8V4.2h8.6',
  check: 'M4.2 10.6l3.8 3.8 7.8-8.6',
  alert: 'M10 3.4l7.2 12.8H2.8L10 3.4ZM10 8.4v3.4M10 13.9v.2',
  speaker: 'M3.6 7.8h2.8L10.2 4.6v10.8L6.4 12.2H3.6zM13 7.6a3.4 3.4 0 0 1 0 4.8M15.2 5.6a6.2 6.2 0 0 1 0 8.8',
  ring: 'M5.2 13.8V9a4.8 4.8 0 0 1 9.6 0v4.8M3.8 13.8h12.4M8.4 16.4a1.7 1.7 0 0 0 3.2 0',
  message: 'M3.4 4.6h13.2v8.8H9.8L6.6 16.2v-2.8H3.4z',
  chevron: 'M5.6 8l4.4 4.4L14.4 8',
  close: 'M5 5l10 10M15 5L5 15',
  plus: 'M10 4.4v11.2M4.4 10h11.2',
  user: 'M10 10.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM3.8 16.6a6.2 6.2 0 0 1 12.4 0',
  clock: 'M10 3.2a6.8 6.8 0 1 0 0 13.6 6.8 6.8 0 0 0 0-13.6ZM10 6.4V10l2.6 1.8',
  search: 'M8.8 14.2a5.4 5.4 0 1 0 0-10.8 5.4 5.4 0 0 0 0 10.8ZM12.8 12.8l3.8 3.8',
  link: 'M8.4 11.6l3.2-3.2M9 6.4l1.8-1.8a3.2 3.2 0 0 1 4.6 4.6L13.6 11M11 13.6l-1.8 1.8a3.2 3.2 0 0 1-4.6-4.6L6.4 9',
  missed: 'M3.4 5.8l6.6 6.6 6.6-6.6M3.4 10.2V5.8h4.4',
  handOver: 'M4 13.8V9.4a3 3 0 0 1 3-3h8.4M12.2 3l3.6 3.4-3.6 3.4',
  block: 'M10 3.4a6.6 6.6 0 1 0 0 13.2 6.6 6.6 0 0 0 0-13.2ZM5.4 5.4l9.2 9.2',
  external: 'M11.6 3.8h4.6v4.6M16.2 3.8L9.4 10.6M13.8 11.8v4.4H3.8v-10h4.4',
} as const;

export type IconName = keyof typeof PATHS | 'phoneDown';

/** A handset put down is one lying on its side. */
const LAID_DOWN = { transform: 'rotate(135 10 10) translate(1.2 1.2)' };

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name === 'phoneDown' ? 'phone' : name]} {...(name === 'phoneDown' ? LAID_DOWN : {})} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
