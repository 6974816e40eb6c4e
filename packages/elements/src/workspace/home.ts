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
}

/** A workspace that is signed out: the way in, and a look at what is behind it. */
export function signInView({session, server, standaloneHref, hasScene}: SignInView): TemplateResult {
  return html`<div class="home entrance">
    ${brandBar(nothing)}
    <div class="way-in">
      <codecraft-sign-in .session=${session} server=${server} standalone-href=${standaloneHref}></codecraft-sign-in>
    </div>
    ${hasScene ? html`<codecraft-sign-in-scene></codecraft-sign-in-scene>` : nothing}
  </div>`;
}

/** A workspace with a server and no project: my projects. */
export function projectsView(session: Session, onMenu: (opener: HTMLElement) => void): TemplateResult {
  const name = session.state.user?.name ?? '';
  const account = html`<button
    type="button"
    class="button quiet"
    aria-haspopup="menu"
    @click=${(event: MouseEvent) => onMenu(event.currentTarget as HTMLElement)}
  >
    ${avatar({name, color: 1}, {size: 'medium'})}${name}${icon('chevron', {turn: 'down'})}
  </button>`;
  return html`<div class="home">
    ${brandBar(account)}
    <codecraft-projects .session=${session}></codecraft-projects>
  </div>`;
}

export interface FailedView {
  readonly failure: LoaderFailure;
  /** Left out where trying again cannot help. */
  readonly onTryAgain?: () => void;
  readonly onProjects?: () => void;
}

/** A project that cannot be shown: what is wrong with what, and the ways on. */
export function failedView({failure, onTryAgain, onProjects}: FailedView): TemplateResult {
  const [reason, ...others] = failure.reasons;
  return html`<section class="failed" role="alert" part="error">
    <h2>${icon('alert')}${failure.title}</h2>
    ${others.length ? html`<ul>${failure.reasons.map((text) => html`<li>${text}</li>`)}</ul>` : html`<p>${reason}</p>`}
    ${
      onTryAgain || onProjects
        ? html`<div class="actions">
            ${onTryAgain ? html`<button type="button" class="button" @click=${onTryAgain}>Try again</button>` : nothing}
            ${onProjects ? html`<button type="button" class="button quiet" @click=${onProjects}>All projects</button>` : nothing}
          </div>`
        : nothing
    }
  </section>`;
}

function brandBar(account: TemplateResult | typeof nothing): TemplateResult {
  return html`<div class="top" part="top">
    <span class="mark">${icon('mark')}</span><b>CodeCraft AI</b><span class="spacer"></span>${account}
  </div>`;
}
