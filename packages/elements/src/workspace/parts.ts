import type {CodecraftError} from '@codecraft/core/errors';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {asCodecraftError} from '../internal/session-controller.js';

/** The parts of a workspace, each loaded when it is shown for the first time. */
const loaders = {
  'account-dialog': () => import('../account/account-dialog.js'),
  chat: () => import('../chat/chat.js'),
  editor: () => import('../editor/editor.js'),
  explorer: () => import('../explorer/explorer.js'),
  members: () => import('../members/members.js'),
  menu: () => import('../internal/menu.js'),
  projects: () => import('../projects/projects.js'),
  runner: () => import('../runner/runner.js'),
  settings: () => import('../settings/settings.js'),
  'sign-in': () => import('../sign-in/sign-in.js'),
  'sign-in-scene': () => import('../sign-in/sign-in-scene.js'),
  'start-screen': () => import('./start-screen.js'),
} as const;

export type Part = keyof typeof loaders;

export const embedParts: readonly Part[] = ['editor', 'runner'];

/** Loads parts once each and says what could not be loaded; it is tried again when it is shown again. */
export class Parts implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly onFailure: (error: CodecraftError) => void;
  private readonly requested = new Set<Part>();
  private shown: ReadonlySet<Part> = new Set();

  constructor(host: ReactiveControllerHost, onFailure: (error: CodecraftError) => void) {
    this.host = host;
    this.onFailure = onFailure;
    host.addController(this);
  }

  /** To be called with what is being drawn. */
  show(parts: readonly Part[]): void {
    this.shown = new Set(parts);
  }

  hostUpdated(): void {
    for (const part of this.shown) {
      if (!this.requested.has(part)) void this.load(part);
    }
  }

  private async load(part: Part): Promise<void> {
    this.requested.add(part);
    try {
      await loaders[part]();
      this.host.requestUpdate();
    } catch (error) {
      this.requested.delete(part);
      this.shown = new Set([...this.shown].filter((other) => other !== part));
      this.onFailure(asCodecraftError(error));
    }
  }
}
