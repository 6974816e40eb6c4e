import {z} from 'zod';

/** Addresses of keys: https, or this machine for a site under development. */
const JwksUrl = z.url({protocol: /^https?$/}).refine((address) => {
  const {protocol, hostname} = new URL(address);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}, 'Keys come by https.');

/** A site whose own tokens sign its users in here. */
export const TrustedIssuer = z.strictObject({
  /** `iss` of its tokens, compared character by character. `codecraft` is what our own tokens say. */
  issuer: z
    .string()
    .min(1)
    .max(255)
    .refine((issuer) => issuer !== 'codecraft', '“codecraft” is this server itself.'),
  /** `aud` of its tokens, so that a token made for another service is no use here. */
  audience: z.string().min(1).max(255),
  /** Where its public keys are, as a JWK set (RFC 7517). */
  jwks: JwksUrl,
});
export type TrustedIssuer = z.infer<typeof TrustedIssuer>;

/** TRUSTED_ISSUERS: a JSON list such as `[{"issuer": "https://school.example", "audience": "…", "jwks": "…"}]`. */
export const TrustedIssuers = z
  .string()
  .default('')
  .transform((text, context): unknown => {
    if (text.trim() === '') return [];
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({code: 'custom', message: 'It is not JSON.'});
      return z.NEVER;
    }
  })
  .pipe(z.array(TrustedIssuer).max(100))
  .refine(
    (issuers) => new Set(issuers.map(({issuer}) => issuer)).size === issuers.length,
    'One issuer is named twice.',
  );
