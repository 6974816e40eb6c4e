import {pause} from '../server/server-process.mjs';

/** A person may send ten messages a minute; the count begins anew with the party's process. */
const chatPerLife = 8;

/** Everybody writes until told to stop: each thing once the one before it is acknowledged. */
export function startWriting({clients, ledger, fileId, memberId}) {
  let isWriting = true;
  const [admin] = clients;
  const loop = async (write, count = Number.POSITIVE_INFINITY) => {
    for (let number = 0; isWriting && number < count; number++) {
      await write();
      await pause(5);
    }
  };
  const tasks = [
    loop(() => writeMemberChange(admin, ledger, memberId)),
    ...clients.flatMap((client) => [
      loop(() => writeChat(client, ledger), chatPerLife),
      loop(() => writeLine(client, ledger, fileId)),
    ]),
  ];
  for (const task of tasks) task.catch((error) => ledger.refuse(error));
  return () => {
    isWriting = false;
  };
}

function writeMemberChange(client, ledger, userId) {
  const role = ledger.nextRole();
  return ledger.follow('member change', role, client.request({type: 'member-role', userId, role}));
}

function writeChat(client, ledger) {
  const text = ledger.nextText('message');
  return ledger.follow('message', text, client.request({type: 'chat-send', text}));
}

/** Adds a line to the file, and waits until the server has it. */
async function writeLine(client, ledger, fileId) {
  const {document, release} = client.openDocument(fileId);
  await document.loaded;
  const line = ledger.nextText('line');
  document.text.insert(document.text.length, `${line}\n`);
  await ledger.follow('line', line, whenStored(client, document));
  release();
}

/** @returns {Promise<void>} */
function whenStored(client, document) {
  return new Promise((resolve) => {
    const look = () => {
      if (document.isUnsent) return;
      stop();
      resolve();
    };
    const stop = client.subscribe(look);
    look();
  });
}
