import type {BootOptions, PreviewMessage, WebContainer, WebContainerProcess} from '@webcontainer/api';

/** What the adapter uses of a booted `WebContainer`. */
export type Container = Pick<
  WebContainer,
  'workdir' | 'fs' | 'mount' | 'spawn' | 'export' | 'on' | 'teardown'
>;

/** What the adapter uses of the module `@webcontainer/api`. */
export interface Client
  extends Pick<typeof import('@webcontainer/api'), 'auth' | 'configureAPIKey' | 'reloadPreview'> {
  WebContainer: {boot(options?: BootOptions): Promise<Container>};
}

export type ClientProcess = WebContainerProcess;
export type ClientPreviewMessage = PreviewMessage;

/** Only here is the package loaded, and only once somebody boots: it is 40 KB that most pages never need. */
export function loadClient(): Promise<Client> {
  return import('@webcontainer/api');
}
