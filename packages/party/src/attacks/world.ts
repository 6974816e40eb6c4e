import {newFileId, newId} from '@codecraft/core/protocol';
import {type StartHost, TestHost} from '../contract/test-host.js';
import {AgedTicket} from '../testing/aged-ticket.js';
import {PartyClient, type PartySocket} from '../testing/party-client.js';
import {Site} from '../testing/site.js';

/** A host under attack: Mara's project with Jonas and Priya in it, and Eve, who has an account and a project of her own. */
export class World {
  readonly host: TestHost;
  readonly site = new Site();
  eve = new PartyClient('');
  /** Mara's: she is admin, Jonas a member, Priya a viewer. */
  projectId = '';
  /** A file of Mara's project. */
  fileId = newFileId();
  /** A message of Mara's. */
  messageId = newId();
  evesProjectId = '';
  /** Of Mara, for her project. */
  readonly agedTicket = new AgedTicket();

  constructor(start: StartHost) {
    this.host = new TestHost(start);
  }

  async open(): Promise<void> {
    await this.site.open();
    await this.host.open({TRUSTED_ISSUERS: this.site.configuration});
    const {mara, jonas, priya} = this.host;
    this.eve = await this.host.register('Eve');
    this.evesProjectId = await this.eve.createProject({name: 'Eve’s'});
    this.projectId = await mara.createProject();
    await this.agedTicket.take(mara, this.projectId);
    await mara.bring(jonas, this.projectId, 'member');
    await mara.bring(priya, this.projectId, 'viewer');
    const socket = await mara.enter(this.projectId);
    await socket.ask({type: 'file-create', id: newId(), fileId: this.fileId, path: 'a.txt', text: 'text'});
    await socket.ask({type: 'chat-send', id: this.messageId, text: 'hello'});
    socket.close();
  }

  async close(): Promise<void> {
    await this.host.close();
    this.site.close();
  }

  /** A socket of someone's in Mara's project, closed when `use` is done. */
  async with<Result>(
    person: PartyClient,
    use: (socket: PartySocket) => Promise<Result>,
    projectId = this.projectId,
  ): Promise<Result> {
    const socket = await person.enter(projectId);
    try {
      return await use(socket);
    } finally {
      socket.close();
    }
  }
}
