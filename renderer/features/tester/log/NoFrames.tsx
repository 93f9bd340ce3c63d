import type { TesterState } from '../../../../shared/model/tester';
import { EmptyState } from '../../../components/EmptyState';
import { givenUp } from '../end-words';

interface Props {
  state: TesterState | undefined;
  dialling: boolean;
  /** Whether the server has sites to pick from. */
  listens: boolean;
}

/** In place of a log without frames: what it waits for, or what to do. */
export function NoFrames({ state, dialling, listens }: Props) {
  if (dialling || state?.phase === 'connecting')
    return (
      <EmptyState title="Connecting…">
        {dialling || !state ? 'The server' : state.url} is asked for the upgrade; Cancel gives up.
      </EmptyState>
    );
  if (state?.phase === 'open')
    return (
      <EmptyState title="The socket is open.">Send something below; every frame shows up here.</EmptyState>
    );
  if (state && givenUp(state))
    return <EmptyState title="Given up before the server answered.">Connect tries again.</EmptyState>;
  return (
    <EmptyState title="No frame yet.">
      {listens
        ? 'Pick a site or type an address, then connect.'
        : 'Type the address of a socket, then connect: the frames show up here.'}
    </EmptyState>
  );
}
