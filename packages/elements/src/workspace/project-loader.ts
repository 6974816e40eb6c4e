import {CodecraftError} from '@codecraft/core/errors';
import type {BootRuntime, Project} from '@codecraft/core/project';
import type {NetworkPolicy, WebContainerOptions} from '@codecraft/core/runtime';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {asCodecraftError, type SessionController} from '../internal/session-controller.js';
import {completeProject} from './complete-project.js';
import type {GuestEntry} from './guest-entry.js';
import {readInlineFiles} from './inline-files.js';
import {whenParsed} from './when-parsed.js';

/** What a workspace is asked to show. */
interface LoaderHost extends ReactiveControllerHost, HTMLElement {
  readonly server: string;
  readonly projectId: string;
  readonly template: string;
  readonly name: string;
  readonly draftKey: string;
  readonly packages: string;
  readonly runtime: 'sandbox' | 'webcontainer';
  readonly webContainer: WebContainerOptions;
  readonly network: NetworkPolicy;
  readonly previewUrl: string;
  readonly files: Readonly<Record<string, string>> | null;
  readonly layout: 'workspace' | 'embed';
  project: Project | null;
}

export interface LoaderFailure {
  readonly title: string;
  /** One sentence each. */
  readonly reasons: readonly string[];
}

/**
 * Makes the project a workspace shows: a room's when it names a server and a project, else one of this page's own
 * files. Ends it when the workspace shows another one or has left the page.
 */
export class ProjectLoader implements ReactiveController {
  failure: LoaderFailure | null = null;
  /** Paths of the page's own files, in its order; what was added to make them run is not among them. */
  givenPaths: readonly string[] = [];
  private readonly host: LoaderHost;
  private readonly session: SessionController;
  private readonly guests: GuestEntry;
  private readonly onFailure: (error: CodecraftError) => void;
  private readonly onNotice: (sentence: string) => void;
  private made: Project | null = null;
  private wanted = '';
  private wantedFiles: unknown = null;
  /** Grows with every project that is begun or dropped, so that one that comes late is not shown. */
  private attempt = 0;

  constructor(
    host: LoaderHost,
    session: SessionController,
    guests: GuestEntry,
    on: {failure: (error: CodecraftError) => void; notice: (sentence: string) => void},
  ) {
    this.host = host;
    this.session = session;
    this.guests = guests;
    this.onFailure = on.failure;
    this.onNotice = on.notice;
    host.addController(this);
  }

  /** Names what is shown, for what this browser remembers about it. */
  get key(): string {
    const {server, projectId, draftKey, id, name} = this.host;
    return server ? `${server} ${projectId}` : `${location.pathname} ${draftKey || id || name}`;
  }

  retry(): void {
    this.drop();
    this.host.requestUpdate();
  }

  hostUpdate(): void {
    if (!this.host.isConnected) return;
    if (this.host.project && this.host.project !== this.made) return; // given by the page
    const wanted = this.whatIsWanted();
    if (wanted === this.wanted && this.host.files === this.wantedFiles) return;
    this.drop();
    this.wanted = wanted;
    this.wantedFiles = this.host.files;
    if (wanted) void this.make();
  }

  hostDisconnected(): void {
    // Moved elements are disconnected and connected in one go; only who stays away is done with.
    queueMicrotask(() => {
      if (!this.host.isConnected) this.drop();
    });
  }

  private whatIsWanted(): string {
    const {server, projectId, template, name, draftKey} = this.host;
    if (!server) return ['standalone', template, name, draftKey].join('\n');
    const who = this.guests.isLooking ? 'guest' : this.session.state.user?.id;
    return projectId && who ? ['connected', server, projectId, who].join('\n') : '';
  }

  private async make(): Promise<void> {
    const attempt = ++this.attempt;
    try {
      const project = this.host.server ? await this.connect() : await this.fromPage();
      if (!project) return;
      if (this.attempt !== attempt || !this.host.isConnected) return project.dispose();
      this.made = project;
      this.host.project = project;
    } catch (error) {
      if (this.attempt === attempt) this.fail('This project cannot be shown', asCodecraftError(error));
    }
  }

  private async connect(): Promise<Project | null> {
    const {createConnectedProject} = await import('@codecraft/core/project');
    const {projectId} = this.host;
    const {bootRuntime} = this;
    const session = this.session.value;
    const asGuest = this.guests.isLooking;
    return session && createConnectedProject({session, projectId, bootRuntime, asGuest});
  }

  private async fromPage(): Promise<Project | null> {
    const files = this.host.files ?? (await this.templateFiles()) ?? (await this.inlineFiles());
    if (!files) return null;
    this.givenPaths = Object.keys(files);
    // An embed runs as soon as it is seen. What fails here is told then.
    if (this.host.layout === 'embed') void import('@codecraft/core/runtime').catch(() => undefined);
    const {BrowserAppStorage, BrowserDrafts, createStandaloneProject} = await import(
      '@codecraft/core/project'
    );
    const {name, draftKey} = this.host;
    const key = `${location.pathname} ${draftKey}`;
    return createStandaloneProject({
      files: completeProject(files),
      bootRuntime: this.bootRuntime,
      ...(name ? {name} : {}),
      ...(draftKey && {
        drafts: {storage: new BrowserDrafts(), key},
        appStorage: {storage: new BrowserAppStorage(), key},
      }),
      onDraftFailure: this.onFailure,
    });
  }

  /** Packages come from the party, or from where a page without one says. */
  private readonly bootRuntime: BootRuntime = async ({localStorage}) => {
    const {bootSandbox, bootWebContainer, chooseRuntime} = await import('@codecraft/core/runtime');
    const {server, packages, runtime, webContainer, network, previewUrl} = this.host;
    const packagesUrl = packages || (server && `${server.replace(/\/+$/, '')}/api/packages`);
    return chooseRuntime({
      prefer: runtime,
      bootSandbox: () =>
        bootSandbox({
          network,
          localStorage,
          ...(packagesUrl && {packagesUrl}),
          ...(previewUrl && {previewUrl}),
        }),
      bootWebContainer: () => bootWebContainer(webContainer),
      onNotice: this.onNotice,
    });
  };

  private async templateFiles(): Promise<Readonly<Record<string, string>> | undefined> {
    const {template} = this.host;
    if (!template) return undefined;
    const {findTemplate, templates} = await import('@codecraft/core/templates');
    const found = findTemplate(template);
    if (found) return found.files;
    const known = templates.map(({id}) => id).join(', ');
    throw new CodecraftError('not-found', `There is no template “${template}”. There are: ${known}.`);
  }

  private async inlineFiles(): Promise<Readonly<Record<string, string>> | undefined> {
    await whenParsed(this.host);
    const {files, problems} = readInlineFiles(this.host);
    if (problems.length === 0) return files;
    this.fail(
      'These files cannot be shown',
      new CodecraftError('invalid-input', problems.join(' ')),
      problems,
    );
    return undefined;
  }

  private fail(title: string, error: CodecraftError, reasons: readonly string[] = [error.message]): void {
    this.failure = {title, reasons};
    this.onFailure(error);
    this.host.requestUpdate();
  }

  private drop(): void {
    this.attempt++;
    this.failure = null;
    this.wanted = '';
    this.wantedFiles = null;
    if (!this.made) return;
    this.made.dispose();
    if (this.host.project === this.made) this.host.project = null;
    this.made = null;
  }
}
