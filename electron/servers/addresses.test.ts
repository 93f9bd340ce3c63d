import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { SocketAddress } from '../../shared/model/server';
import { DataFolder } from '../storage/data-folder';
import { tempDir } from '../storage/testing/temp-dir';
import { Addresses } from './addresses';

const at = (path: string) => ({ path, subprotocols: ['chat'], headers: [] });

test('one path that was taken before it was checked would lose all addresses', async () => {
  const folder = new DataFolder(await tempDir());
  const list = ['/x#y', '/good?a=1', '/a b'].map((path, index) => ({
    key: JSON.stringify(['s', `site${index}`, '/']),
    address: at(path),
  }));
  await writeFile(folder.path('addresses.json'), JSON.stringify({ version: 1, addresses: list }));
  const problems: string[] = [];
  const addresses = new Addresses(folder, (sentence) => problems.push(sentence));
  expect(await addresses.get('s', 'site0', '/')).toEqual(at('/x'));
  expect(await addresses.get('s', 'site1', '/')).toEqual(at('/good?a=1'));
  expect(await addresses.get('s', 'site2', '/')).toBeNull();
  expect(problems).toEqual([]);
});

test.each(['/x#y', '/a b', '/%zz', '/%', '/a\\b', '/<x>', '/ö', 'hub', ''])(
  'what is no path of a URL would be sent: %j',
  (path) => {
    expect(SocketAddress.safeParse(at(path)).success).toBe(false);
  },
);

test.each(['/', '/hub', '/socket.io/?EIO=4&transport=websocket', '/a%20b?x[]=1', "/it's(1);v=2,3@x:80"])(
  'a sound path would be refused: %s',
  (path) => {
    expect(SocketAddress.safeParse(at(path)).success).toBe(true);
  },
);
