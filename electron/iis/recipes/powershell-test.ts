import type { RecipeInfo } from '../../../shared/model/recipes';
import { checkValues, type ValueCheck } from './checks';
import scriptText from './files/Test-WebSocket.ps1?raw';
import { valueOf, type RecipeDefinition, type RecipeScene } from './recipe';

const info: RecipeInfo = {
  id: 'powershell-test',
  title: 'PowerShell test',
  summary:
    'A script that opens a socket with .NET’s own client, sends text and binary, compares what comes back and closes properly: a second opinion from any Windows machine. It is copied by hand.',
  temporary: false,
  parameters: [
    {
      name: 'address',
      label: 'Address',
      help: 'ws:// or wss://; empty for the first binding of the site.',
      default: '',
    },
  ],
};

const address: ValueCheck = (text) => {
  if (text === '') return null;
  if (!URL.canParse(text) || !/^wss?:\/\//i.test(text))
    return 'Give an address that begins with ws:// or wss://, for example wss://chat.example/socket.';
  const { username, password } = new URL(text);
  return username === '' && password === '' ? null : 'Give the address without user name and password.';
};

export const powershellTest: RecipeDefinition = {
  info,
  check: (values) => checkValues(info, values, { address }),
  build(scene, values) {
    const given = valueOf(values, 'address');
    // A URL escapes all that a quoted text would take for its own, but the quote itself.
    const uri = (given === '' ? firstAddress(scene) : new URL(given).href).replaceAll("'", '%27');
    return {
      needs: [],
      files: [
        {
          name: 'Test-WebSocket.ps1',
          how: 'by hand',
          text: scriptText.replaceAll(/\r?\n/g, '\r\n'),
          note: `Save it anywhere, and run it in PowerShell: .\\Test-WebSocket.ps1 -Uri '${uri}'`,
        },
      ],
      requests: [],
      notes: [
        'Exit code 0: the echo came back; 1: it did not, and the last line says why.',
        'For a site with Windows authentication add -UseDefaultCredentials.',
        ...(given === ''
          ? [
              'Write the path of your socket behind the address; an application that is no echo does not send the same back.',
            ]
          : []),
      ],
      test: null,
    };
  },
};

function firstAddress({ config, site, application }: RecipeScene): string {
  const binding = config
    .findSite(site)
    ?.bindings.find(({ protocol, port }) => /^https?$/.test(protocol) && port !== null);
  const scheme = binding?.protocol === 'https' ? 'wss' : 'ws';
  const any = binding === undefined || binding.address === '*' || binding.address === '';
  const host = binding?.host || (any ? 'localhost' : binding.address);
  const text = `${scheme}://${host}:${binding?.port ?? 80}${encodeURI(application)}`;
  return URL.canParse(text) ? new URL(text).href : 'ws://localhost/';
}
