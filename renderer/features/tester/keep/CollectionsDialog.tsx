import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import type { KeptRequest } from '../../../../shared/model/keep';
import { ErrorState } from '../../../components/ErrorState';
import { useCall } from '../../../ipc/hooks';
import type { BuiltRequest } from '../connect-request';
import { ImportPart } from './ImportPart';
import styles from './Keep.module.css';
import { RequestList } from './RequestList';
import { SecretsTick } from './SecretsTick';
import { useCollect } from './use-collect';

interface Props {
  built: BuiltRequest;
  onUse: (request: KeptRequest) => void;
  onClose: () => void;
}

/** Requests that are kept by name: this address, those of other tools' files, and what to say to them. */
export default function CollectionsDialog({ built, onUse, onClose }: Props) {
  const id = useId();
  const [collection, setCollection] = useState('My sockets');
  const [secrets, setSecrets] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const kept = useCall('tester.collections', {});
  const collect = useCollect(collection, secrets);
  const name = typed ?? (built.ok ? shortName(built.request.url) : '');
  const ready = built.ok && name.trim() !== '' && collection.trim() !== '';
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>Collections</DialogTitle>
      <DialogContent>
        <div className={styles.parts}>
          <form
            className={styles.add}
            onSubmit={(event) => {
              event.preventDefault();
              if (ready) void collect.add([{ name: name.trim(), connect: built.request, messages: [] }]);
            }}
          >
            <TextField
              id={`${id}-name`}
              label="This address as"
              value={name}
              onChange={(event) => setTyped(event.target.value.slice(0, 200))}
            />
            <TextField
              id={`${id}-collection`}
              label="in the collection"
              value={collection}
              onChange={(event) => setCollection(event.target.value.slice(0, 120))}
            />
            <Button type="submit" variant="contained" disabled={!ready}>
              Add
            </Button>
          </form>
          <SecretsTick on={secrets} onChange={setSecrets} />
          <section aria-labelledby={`${id}-import`}>
            <h3 id={`${id}-import`}>From another tool</h3>
            <ImportPart collection={collection.trim()} onUse={onUse} onAdd={collect.addOrThrow} />
          </section>
          {(collect.error ?? kept.error) && (
            <ErrorState inline error={collect.error ?? kept.error ?? { message: '' }} />
          )}
          {kept.data?.collections.map(({ name: of, requests }) => (
            <section key={of} aria-labelledby={`${id}-${of}`}>
              <h3 id={`${id}-${of}`}>{of}</h3>
              <RequestList
                label={of}
                requests={requests}
                onUse={onUse}
                onRemove={(request) => void collect.remove(of, request.name)}
              />
            </section>
          ))}
          {kept.data?.collections.length === 0 && (
            <p className={styles.note}>
              Nothing is kept yet. Each collection is a readable file in the data folder.
            </p>
          )}
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

/** Host and path. */
const shortName = (url: string): string =>
  url
    .replace(/^wss?:\/\//i, '')
    .replace(/\?.*$/s, '')
    .slice(0, 200);
