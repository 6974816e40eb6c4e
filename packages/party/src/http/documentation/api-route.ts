import type {z} from 'zod';

/** One route of the API as its readers see it. Addresses as in OpenAPI: `/api/projects/{id}`. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly subject: Subject;
  /** What it does, as a sentence. */
  readonly summary: string;
  /** Who may ask. */
  readonly access: 'anyone' | 'signed-in' | 'member' | 'admin' | 'operator';
  readonly body?: z.ZodType;
  readonly query?: Readonly<Record<string, string>>;
  readonly answer: Answer;
  /** Statuses of refusals beyond those that any route of its access has. */
  readonly refusals?: readonly number[];
}

export type Subject =
  | 'Accounts'
  | 'Session'
  | 'Projects'
  | 'Members'
  | 'Invitations'
  | 'History'
  | 'Packages'
  | 'Server';

interface Answer {
  readonly status: 200 | 201 | 204;
  /** None for an answer that is not JSON, or has no body. */
  readonly body?: z.ZodType;
  readonly contentType?: string;
}
