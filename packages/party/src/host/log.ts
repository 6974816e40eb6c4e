/** What a log line may say. Never text of people, tokens or e-mail addresses. */
export type LogFields = Record<string, string | number | boolean | undefined>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `cause` is for our eyes: its stack goes to the log and nowhere else. */
  error(event: string, cause: unknown, fields?: LogFields): void;
}

/** One JSON object a line. `base` is repeated on each, such as the room's id. */
export function createLog(base: LogFields = {}, write: (line: string) => void = console.log): Log {
  const line = (level: string, event: string, fields: LogFields) =>
    write(JSON.stringify({level, event, time: new Date().toISOString(), ...base, ...fields}));
  return {
    info: (event, fields = {}) => line('info', event, fields),
    warn: (event, fields = {}) => line('warn', event, fields),
    error: (event, cause, fields = {}) => line('error', event, {...fields, cause: describe(cause)}),
  };
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? `${cause.name}: ${cause.message}`) : String(cause);
}
