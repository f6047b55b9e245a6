import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons';
import { useView } from './view-context';

const WAYS = ['pass', 'drop'] as const;

/** Says explicitly what becomes of the call: the next operator, or its end. */
export function RejectMenu({ enabled }: { enabled: boolean }) {
  const { dispatch, texts: { t } } = useView();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const shown = open && enabled;
  // Before the next key can come: an arrow pressed at once moves on from the first item.
  useLayoutEffect(() => { if (shown) menu.current?.querySelector('button')?.focus(); }, [shown]);

  const close = (giveBack: boolean) => {
    setOpen(false);
    if (giveBack) trigger.current?.focus();
  };
  return (
    <div
      class="menu-holder"
      onFocusOut={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOpen(false); }}
      onKeyDown={(event) => { if (shown && handleKey(event, menu.current)) close(true); }}
    >
      <button
        type="button" class="button danger bare chevron" ref={trigger} disabled={!enabled} aria-haspopup="menu" aria-expanded={shown}
        aria-label={t('action.rejectMenu')} title={t('action.rejectMenu')} onClick={() => setOpen(!shown)}
      >
        <Icon name="chevron" />
      </button>
      {shown && (
        <div class="menu" role="menu" aria-label={t('action.rejectMenu')} ref={menu}>
          {WAYS.map((how) => (
            <button type="button" role="menuitem" tabIndex={-1} key={how} onClick={() => { close(false); dispatch({ type: 'user.reject', how }); }}>
              {t(`action.${how}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Arrows move, Escape closes. True where the menu is to close. */
function handleKey(event: KeyboardEvent, menu: HTMLElement | null): boolean {
  if (event.key === 'Escape') return true;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const items = [...menu?.querySelectorAll('button') ?? []];
  if (step === 0 || items.length === 0) return false;
  event.preventDefault();
  const focused = items.findIndex((item) => item.matches(':focus'));
  items[(focused + step + items.length) % items.length]?.focus();
  return false;
}
