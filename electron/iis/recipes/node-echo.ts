import type { RecipeInfo } from '../../../shared/model/recipes';
import { checkValues, wholeNumber } from './checks';
import echoText from './files/echo-server.mjs?raw';
import { valueOf, type RecipeDefinition } from './recipe';

const info: RecipeInfo = {
  id: 'node-echo',
  title: 'Node echo',
  summary:
    'A WebSocket echo in Node without any package, as a back end to try ARR or another proxy with. It is copied by hand and changes nothing on the server.',
  temporary: false,
  parameters: [
    {
      name: 'port',
      label: 'Port',
      help: 'Where it listens, on 127.0.0.1 only.',
      default: '3000',
    },
  ],
};

export const nodeEcho: RecipeDefinition = {
  info,
  check: (values) => checkValues(info, values, { port: wholeNumber(1, 65_535, 'TCP port') }),
  build(_, values) {
    const port = valueOf(values, 'port');
    return {
      needs: [],
      files: [
        {
          name: 'echo-server.mjs',
          how: 'by hand',
          text: echoText,
          note: `Save it outside every site, so that nobody can download it, and start it with: node echo-server.mjs ${port}`,
        },
      ],
      requests: [],
      notes: [
        'It needs Node 18 or later, and ends with its window.',
        `The recipe ARR then takes http://127.0.0.1:${port} as its back end.`,
      ],
      test: null,
    };
  },
};
