import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { BridgeError } from '../../../ipc/bridge';
import { createFakeBridge } from '../../../ipc/fake-bridge';
import { renderWithBridge } from '../../../ipc/test-render';
import { ImportPart } from './ImportPart';

it('a file that can’t be read leaves nothing of the file before beside its error', async () => {
  let path = 'good.json';
  const bridge = createFakeBridge({
    'shell.pickOpen': () => ({ path }),
    'tester.import': (input) => {
      if (input.path !== 'good.json')
        throw new BridgeError({ code: 'bad-request', message: 'bad.har is no HAR.' });
      return { kind: 'Postman collection', requests: [] };
    },
  });
  renderWithBridge(
    <ImportPart collection="Mine" onUse={() => undefined} onAdd={() => Promise.resolve()} />,
    bridge,
  );
  fireEvent.click(screen.getByText('Import…'));
  expect(await screen.findByText(/0 sockets in the Postman collection/)).toBeInTheDocument();
  path = 'bad.har';
  fireEvent.click(screen.getByText('Import…'));
  expect(await screen.findByText('bad.har is no HAR.')).toBeInTheDocument();
  expect(screen.queryByText(/in the Postman collection/)).toBeNull();
});
