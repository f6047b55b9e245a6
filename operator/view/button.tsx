import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons';

export interface ButtonProps {
  kind?: 'primary' | 'answer' | 'danger' | 'plain' | 'quiet';
  icon?: IconName;
  disabled?: boolean;
  busy?: boolean;
  small?: boolean;
  /** Two states: the button says which one is on. */
  pressed?: boolean;
  /** Where the icon stands alone. */
  label?: string;
  class?: string;
  onClick: () => void;
  children?: ComponentChildren;
}

export function Button({ kind = 'plain', icon, disabled = false, busy = false, small = false, pressed, label, onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      class={`button ${kind} ${children ? '' : 'bare'} ${small ? 'small' : ''} ${rest.class ?? ''}`}
      disabled={disabled}
      aria-busy={busy || undefined}
      aria-pressed={pressed}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {icon && <Icon name={icon} />}
      {children && <span>{children}</span>}
    </button>
  );
}
