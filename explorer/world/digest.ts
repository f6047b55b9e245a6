/** Two 32-bit FNV-1a hashes with different starts: 64 bits are enough to tell millions apart. */
export class Digest {
  private left = 0x811c9dc5;
  private right = 0x01000193;

  add(text: string): this {
    let { left, right } = this;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      left = Math.imul(left ^ code, 0x01000193);
      right = Math.imul(right ^ code, 0x85ebca6b) ^ (right >>> 13);
    }
    this.left = left;
    this.right = right;
    return this;
  }

  get value(): string {
    return (this.left >>> 0).toString(36) + (this.right >>> 0).toString(36);
  }
}
