import type {Session} from '@codecraft/core/auth';
import {html, nothing, type TemplateResult} from 'lit';
import {avatar} from '../internal/avatar.js';
import {icon} from '../internal/icon.js';
import type {LoaderFailure} from './project-loader.js';

export interface SignInView {
  readonly session: Session | null;
  readonly server: string;
  readonly standaloneHref: string;
  /** Whether there is room for the picture beside the form. */
  readonly hasScene: boolean;
  /** Left out where the project lets no guests in. */
  readonly onLook?: () => void;
}

/** A workspace that is signed out: the way in, and a look at what is behind it. */
export function signInView({session, server, standaloneHref, hasScene, onLook}: SignInView): TemplateResult {
  return html`<div class="home entrance">
    ${brandBar(nothing)}
    <div class="way-in">
      <codecraft-sign-in .session=${session} server=${server} standalone-href=${standaloneHref}>
        ${
          onLook
            ? html`<p class="look">
                This project lets guests in.
                <button type="button" class="link" @click=${onLook}>Look without an account</button>
              </p>`
            : nothing
        }
      </codecraft-sign-in>
    </div>
    ${hasScene ? html`<codecraft-sign-in-scene></codecraft-sign-in-scene>` : nothing}
  </div>`;
}

/** A workspace with a server and no project: my projects. */
export function projectsView(session: Session, onMenu: (opener: HTMLElement) => void): TemplateResult {
  const name = session.state.user?.name ?? '';
  const who = html`${avatar({name, color: 1}, {size: 'medium'})}${name}`;
  const account = session.isHosted
    ? html`<span class="who">${who}</span>`
    : html`<button
        type="button"
        class="button quiet"
        aria-haspopup="menu"
        @click=${(event: MouseEvent) => onMenu(event.currentTarget as HTMLElement)}
      >
        ${who}${icon('chevron', {turn: 'down'})}
      </button>`;
  return html`<div class="home">
    ${brandBar(account)}
    <codecraft-projects .session=${session}></codecraft-projects>
    <codecraft-account-dialog .session=${session}></codecraft-account-dialog>
  </div>`;
}

export interface FailedView {
  readonly failure: LoaderFailure;
  /** Left out where trying again cannot help. */
  readonly onTryAgain?: () => void;
  readonly onSignIn?: (() => void) | undefined;
  readonly onProjects?: (() => void) | undefined;
}

/** A project that cannot be shown: what is wrong with what, and the ways on. */
export function failedView({failure, onTryAgain, onSignIn, onProjects}: FailedView): TemplateResult {
  const [reason, ...others] = failure.reasons;
  const way = (label: string, onClick: (() => void) | undefined, kind = '') =>
    onClick
      ? html`<button type="button" class="button ${kind}" @click=${onClick}>${label}</button>`
      : nothing;
  return html`<section class="failed" role="alert" part="error">
    <h2>${icon('alert')}${failure.title}</h2>
    ${others.length ? html`<ul>${failure.reasons.map((text) => html`<li>${text}</li>`)}</ul>` : html`<p>${reason}</p>`}
    <div class="actions">
      ${way('Try again', onTryAgain)}${way('Sign in', onSignIn)}${way('All projects', onProjects, 'quiet')}
    </div>
  </section>`;
}

function brandBar(account: TemplateResult | typeof nothing): TemplateResult {
  return html`<div class="top" part="top">
    <span class="mark">${icon('mark')}</span><b>CodeCraft AI</b><span class="spacer"></span>${account}
  </div>`;
}
