import { Suspense, lazy, useState } from 'react';
import { classNames } from '../../components/class-names';
import { useAction } from '../../ipc/hooks';
import styles from './Rail.module.css';

const AddFileDialog = lazy(() => import('./AddFileDialog'));

/** "Add a configuration file…": asks the system's dialog, and where that gives nothing, for a path. */
export function AddFile({ onAdded }: { onAdded: (serverId: string) => void }) {
  const [open, setOpen] = useState(false);
  const add = useAction('servers.addFile');
  const close = () => {
    setOpen(false);
    add.reset();
  };
  const submit = (path: string) =>
    add.mutate(
      { path },
      {
        onSuccess: ({ id }) => {
          close();
          onAdded(id);
        },
      },
    );
  return (
    <>
      <button type="button" className={classNames(styles.item, styles.add)} onClick={() => setOpen(true)}>
        + Add a configuration file…
      </button>
      {open && (
        <Suspense fallback={null}>
          <AddFileDialog
            title="Add a configuration file"
            intent="It is read as it is; nothing is written before you apply a change."
            action="Add"
            busy={add.isPending}
            error={add.error}
            onSubmit={submit}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  );
}
