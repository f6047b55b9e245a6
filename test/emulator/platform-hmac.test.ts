import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCrypto } from '../../emulator/platform/realm/api/crypto';
import { makeSwitches } from '../../emulator/switches';

test.each([['utf-8', 'utf8'], ['latin-1', 'latin1']] as const)('Crypto.hmac_sha256 is HMAC-SHA256, whatever the key and the text (%s)', (textEncoding, encoding) => {
  const { hmac_sha256: hmac } = makeCrypto(makeSwitches({ textEncoding }));
  const text = fc.string({ unit: 'binary', maxLength: 200 });
  fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), fc.array(text, { maxLength: 4 }), (keys, texts) => {
    for (const key of keys) {
      for (const data of texts) {
        expect(hmac?.(key, data)).toBe(createHmac('sha256', Buffer.from(key, encoding)).update(Buffer.from(data, encoding)).digest('hex'));
      }
    }
  }));
});
