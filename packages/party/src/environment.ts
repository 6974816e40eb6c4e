import {FlagRules, limits} from '@codecraft/core/protocol';
import {z} from 'zod';
import {type TrustedIssuer, TrustedIssuers} from './issuers/trusted-issuer.js';

const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean));
const optional = z
  .string()
  .default('')
  .transform((text) => text.trim() || undefined);

/** A JSON object; empty is none. */
const json = z
  .string()
  .default('')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text.trim() || '{}');
    } catch {
      context.addIssue({code: 'custom', message: 'It is not JSON.'});
      return z.NEVER;
    }
  });

const Variables = z.object({
  /** Signs access tokens and keys account rooms. Changing it signs everyone out and loses every account. */
  CODECRAFT_SECRET: z.string().min(32, 'CODECRAFT_SECRET needs 32 characters or more.'),
  /** Sites that may use this server, such as `https://school.example`. Empty: this machine's own pages only. */
  ALLOWED_ORIGINS: list,
  /** Sites whose own tokens sign their users in. */
  TRUSTED_ISSUERS: TrustedIssuers,
  MESSAGE_TTL_SECONDS: z.coerce
    .number()
    .int()
    .min(limits.minMessageTtlSeconds)
    .max(limits.maxMessageTtlSeconds)
    .default(limits.defaultMessageTtlSeconds),
  AI_TURNS_PER_HOUR: z.coerce.number().int().min(0).default(limits.maxTurnsPerHour),
  GEMINI_API_KEY: optional,
  GEMINI_MODEL: z.string().default('gemini-3.8-flash'),
  GEMINI_BASE_URL: optional,
  /** Address of the npm registry that packages come from. */
  PACKAGE_REGISTRY: optional.pipe(z.url({protocol: /^https?$/}).default('https://registry.npmjs.org/')),
  /** What is not on for everyone, as JSON: `{"ai": {"percent": 25, "roles": ["admin"]}}`. */
  FEATURE_FLAGS: json.pipe(FlagRules),
  /** Opens `/metrics`. Empty: closed. */
  METRICS_TOKEN: optional,
  /** Told by `/health`, so that whoever started a server knows that it is this one that answers. */
  BOOT_ID: z.string().default(''),
});

export interface Environment {
  readonly secret: string;
  readonly allowedOrigins: readonly string[];
  readonly trustedIssuers: readonly TrustedIssuer[];
  readonly messageTtlSeconds: number;
  readonly turnsPerHour: number;
  readonly gemini: GeminiSettings | undefined;
  readonly packageRegistry: string;
  readonly flags: FlagRules;
  readonly metricsToken: string | undefined;
  readonly bootId: string;
}

export interface GeminiSettings {
  readonly apiKey: string;
  readonly model: string;
  readonly baseUrl: string | undefined;
}

/** Reads the configuration. @throws Error naming the variable that does not fit. */
export function readEnvironment(variables: Record<string, unknown>): Environment {
  const result = Variables.safeParse(variables);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new Error(`${issue?.path.join('.')} is not usable: ${issue?.message}`);
  }
  const read = result.data;
  return {
    secret: read.CODECRAFT_SECRET,
    allowedOrigins: read.ALLOWED_ORIGINS,
    trustedIssuers: read.TRUSTED_ISSUERS,
    messageTtlSeconds: read.MESSAGE_TTL_SECONDS,
    turnsPerHour: read.AI_TURNS_PER_HOUR,
    gemini: read.GEMINI_API_KEY
      ? {apiKey: read.GEMINI_API_KEY, model: read.GEMINI_MODEL, baseUrl: read.GEMINI_BASE_URL}
      : undefined,
    packageRegistry: read.PACKAGE_REGISTRY,
    flags: read.FEATURE_FLAGS,
    metricsToken: read.METRICS_TOKEN,
    bootId: read.BOOT_ID,
  };
}
