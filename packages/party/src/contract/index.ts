import {afterAll, beforeAll, describe} from 'vitest';
import {accountsContract} from './accounts.js';
import {geminiContract} from './gemini.js';
import {guestsContract} from './guests.js';
import {hostContract} from './host.js';
import {httpContract} from './http.js';
import {packagesContract} from './packages.js';
import {projectsContract} from './projects.js';
import {restartsContract} from './restarts.js';
import {revocationsContract} from './revocations.js';
import {roomsContract} from './rooms.js';
import {sitesContract} from './sites.js';
import {agedTicketContract, socketsContract} from './sockets.js';
import {type StartHost, TestHost} from './test-host.js';

/** Everything a host has to do, over real HTTP and real sockets. The same for every host. */
export function describeContract(name: string, start: StartHost): void {
  describe(name, () => {
    const host = new TestHost(start);
    beforeAll(() => host.open());
    afterAll(() => host.close());

    const triesAgedTicket = agedTicketContract(host);

    hostContract(host);
    httpContract(host);
    accountsContract(host);
    projectsContract(host);
    socketsContract(host);
    roomsContract(host);
    revocationsContract(host);
    guestsContract(host);
    restartsContract(host);
    sitesContract(host);
    packagesContract(host);
    geminiContract(host);
    triesAgedTicket();
  });
}
