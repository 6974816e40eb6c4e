import {newFileId} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {jonas, mara, TestRoom} from '../testing/test-room.js';

const refused = (code: string) => ({type: 'refused', code});

describe('files', () => {
  it('are created, renamed and deleted for everyone', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'viewer');
    const [author, viewer] = [await test.enter(mara), await test.enter(jonas)];
    const fileId = newFileId();
    await author.ask({type: 'file-create', fileId, path: 'src/a.ts', text: 'let a'});
    await author.ask({type: 'file-rename', fileId, path: 'src/b.ts'});
    await author.ask({type: 'folder-rename', from: 'src', to: 'lib'});
    expect(test.room.state.files[fileId]?.path).toBe('lib/b.ts');
    await author.ask({type: 'folder-delete', path: 'lib'});
    expect(test.room.state.files).toEqual({});
    const heard = viewer.heardOf('events').flatMap(({events}) => events.map(({event}) => event.type));
    expect(heard).toEqual(['file-created', 'file-renamed', 'folder-renamed', 'folder-deleted']);
    expect([...test.storage.entries.keys()].filter((key) => /^(y|size|file):/.test(key))).toEqual([]);
  });

  it.each([
    ['outside the project', '../evil.sh', 'invalid-path'],
    ['at a name that is taken', 'src/a.ts', 'already-exists'],
    ['inside a file', 'src/a.ts/b.ts', 'already-exists'],
    ['in the place of a folder', 'src', 'already-exists'],
  ])('are refused %s', async (_, path, code) => {
    const test = await TestRoom.withProject({files: {'src/a.ts': ''}});
    const person = await test.enter(mara);
    const answer = await person.ask({type: 'file-create', fileId: newFileId(), path, text: ''});
    expect(answer).toMatchObject(refused(code));
  });

  it('cannot move a folder into itself', async () => {
    const test = await TestRoom.withProject({files: {'src/a.ts': ''}});
    const person = await test.enter(mara);
    const answer = await person.ask({type: 'folder-rename', from: 'src', to: 'src/inner'});
    expect(answer).toMatchObject(refused('conflict'));
  });
});
