import type {WorkerLink} from './worker-link.js';

/** Reports what the app throws. The worker, which has the sources, answers with what to show. */
export class Failures {
  readonly #link: WorkerLink;
  /** Errors since the last start or update. */
  count = 0;

  constructor(link: WorkerLink) {
    this.#link = link;
  }

  listen(): void {
    window.addEventListener('error', (event) => {
      // Elements that fail to load also end here, without an error.
      if (event instanceof ErrorEvent && !isHarmless(event.message))
        this.report(event.error ?? event.message, event);
    });
    window.addEventListener('unhandledrejection', ({reason}) => {
      const {message, stack} = describe(reason);
      this.#link.send({type: 'failed', kind: 'rejection', message, ...(stack && {stack})});
    });
    document.addEventListener('securitypolicyviolation', ({blockedURI, effectiveDirective}) => {
      console.warn(
        `The preview's network policy blocked ${blockedURI || 'a request'} (${effectiveDirective}).`,
      );
    });
  }

  report(error: unknown, event?: ErrorEvent): void {
    this.count++;
    const {message, stack = placeOf(event)} = describe(error);
    this.#link.send({type: 'failed', kind: 'runtime', message, ...(stack && {stack})});
  }
}

function describe(error: unknown): {message: string; stack?: string} {
  if (!(error instanceof Error)) return {message: String(error).slice(0, 4000)};
  return {
    message: `${error.name}: ${error.message}`.slice(0, 4000),
    ...(error.stack && {stack: error.stack.slice(0, 20_000)}),
  };
}

/** The browser's own complaint about layout loops; nothing is broken. */
function isHarmless(message: string): boolean {
  return message.startsWith('ResizeObserver loop');
}

function placeOf(event: ErrorEvent | undefined): string | undefined {
  return event?.filename ? `${event.filename}:${event.lineno}:${event.colno}` : undefined;
}
