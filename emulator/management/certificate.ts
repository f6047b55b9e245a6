import selfsigned from 'selfsigned';

export interface Certificate {
  /** PEM; also what a client has to trust. */
  cert: string;
  key: string;
}

/** A certificate for this machine only, made anew at every start. */
export async function localCertificate(): Promise<Certificate> {
  const { cert, private: key } = await selfsigned.generate([{ name: 'commonName', value: 'localhost' }], {
    // Made in a millisecond, where an RSA key takes a tenth of a second and more.
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }, { type: 7, ip: '::1' }],
      },
    ],
  });
  return { cert, key };
}
