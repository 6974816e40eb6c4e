import {describe, expect, it} from 'vitest';
import {jonas, mara, TestRoom} from '../testing/test-room.js';
import {roomCalls} from './calls/index.js';

describe('PT10 a change that says what it was based on', () => {
  it('is refused when the same thing was changed since, with the current version', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'admin');
    const person = await test.enter(mara);
    const basedOn = test.room.sequence;
    expect(await person.ask({type: 'project-rename', name: 'First', basedOn})).toMatchObject({
      type: 'acknowledged',
    });
    const late = await (await test.enter(jonas)).ask({type: 'project-rename', name: 'Second', basedOn});
    expect(late).toMatchObject({type: 'refused', code: 'conflict', sequence: test.room.sequence});
    expect(test.room.state.name).toBe('First');
  });

  it('is done when something else was changed since', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    const basedOn = test.room.sequence;
    await person.ask({type: 'project-rename', name: 'Other', basedOn});
    const settings = {messageTtlSeconds: 60};
    expect(await person.ask({type: 'settings-change', settings, basedOn})).toMatchObject({
      type: 'acknowledged',
    });
  });

  it('is refused for a version that does not exist yet, or is too old to tell', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    const ahead = await person.ask({type: 'project-rename', name: 'X', basedOn: test.room.sequence + 1});
    expect(ahead).toMatchObject({code: 'conflict'});
  });

  it('of a file minds that its folder moved it', async () => {
    const test = await TestRoom.withProject({files: {'src/a.ts': 'a', 'b.ts': 'b'}});
    const person = await test.enter(mara);
    const basedOn = test.room.sequence;
    const idOf = (path: string) =>
      Object.values(test.room.state.files).find((file) => file.path === path)?.id ?? '';
    const [moved, still] = [idOf('src/a.ts'), idOf('b.ts')];
    await person.ask({type: 'folder-rename', from: 'src', to: 'lib'});
    expect(await person.ask({type: 'file-rename', fileId: moved, path: 'c.ts', basedOn})).toMatchObject({
      code: 'conflict',
    });
    expect(await person.ask({type: 'file-rename', fileId: still, path: 'd.ts', basedOn})).toMatchObject({
      type: 'acknowledged',
    });
    expect(await person.ask({type: 'file-delete', fileId: moved, basedOn})).toMatchObject({code: 'conflict'});
  });

  it('of a member minds their new role', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const person = await test.enter(mara);
    const basedOn = test.room.sequence;
    await person.ask({type: 'member-role', userId: jonas.userId, role: 'viewer', basedOn});
    expect(await person.ask({type: 'member-remove', userId: jonas.userId, basedOn})).toMatchObject({
      code: 'conflict',
    });
    expect(await person.ask({type: 'member-remove', userId: jonas.userId})).toMatchObject({
      type: 'acknowledged',
    });
  });

  it('over HTTP changes all of it or nothing', async () => {
    const test = await TestRoom.withProject();
    const basedOn = test.room.sequence;
    const by = mara.userId;
    await roomCalls.changeProject(test.room, {by, settings: {prompters: 'admins'}, basedOn});
    const late = roomCalls.changeProject(test.room, {by, name: 'X', settings: {guests: 'viewer'}, basedOn});
    await expect(late).rejects.toMatchObject({code: 'conflict', version: test.room.sequence});
    expect(test.room.state).toMatchObject({name: 'Todos', settings: {prompters: 'admins', guests: 'off'}});
    await expect(roomCalls.changeProject(test.room, {by})).rejects.toMatchObject({code: 'invalid-input'});
  });
});
