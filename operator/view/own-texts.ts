import { createElement, Fragment, options, type ComponentChild, type VNode } from 'preact';

interface Props { children?: ComponentChild | ComponentChild[]; textContent?: string }

/**
 * A translator puts elements of its own in the place of texts, and preact goes on writing into texts that are shown no
 * more. So no text is a node of preact's: it is a property of its element, which is written whole whenever it changes.
 */
export function ownTexts(): void {
  const before = options.vnode?.bind(options);
  options.vnode = (vnode) => {
    if (typeof vnode.type === 'string' ? vnode.type !== 'textarea' : vnode.type === Fragment) own(vnode);
    before?.(vnode);
  };
}

function own({ type, props }: VNode<Props>): void {
  const children: ComponentChild[] = [props.children].flat();
  if (!children.some(isText)) return;
  const isAllText = children.every((child) => isText(child) || child == null || typeof child === 'boolean');
  if (type !== Fragment && isAllText) {
    props.textContent = children.filter(isText).join('');
    delete props.children;
  } else props.children = children.map((child): ComponentChild => (isText(child) ? createElement('span', { textContent: String(child) } as object) : child));
}

function isText(child: ComponentChild): child is string | number {
  return typeof child === 'string' || typeof child === 'number';
}
