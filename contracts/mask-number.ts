/** `+79161234567` → `+7916•••4567`, `123-45-67` → `•••4567`: enough to find a call by, too little to dial. */
export function maskNumber(number: string): string {
  const digits = number.replace(/\D/g, '');
  if (digits.length < 7) return '•••';
  // Three digits at least are hidden, of a local number too.
  return `${number.startsWith('+') ? '+' : ''}${digits.slice(0, Math.min(4, digits.length - 7))}•••${digits.slice(-4)}`;
}

/** Masks whatever looks like a number in a text that goes to a log. */
export function maskNumbers(text: string): string {
  return text.replace(/\+?\d(?:[\s().\-/]{0,2}\d){6,17}/g, maskNumber);
}
