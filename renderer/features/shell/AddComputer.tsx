import { Suspense, lazy, useState } from 'react';
import { classNames } from '../../components/class-names';
import { useAction } from '../../ipc/hooks';
import styles from './Rail.module.css';

const AddComputerDialog = lazy(() => import('./AddComputerDialog'));

/** "Add a computer with IIS…": this one, or another by its name. */
export function AddComputer({ onAdded }: { onAdded: (serverId: string) => void }) {
  const [open, setOpen] = useState(false);
  const add = useAction('servers.addComputer');
  const close = () => {
    setOpen(false);
    add.reset();
  };
  const submit = (name: string) =>
    add.mutate(
      { name },
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
        + Add a computer with IIS…
      </button>
      {open && (
        <Suspense fallback={null}>
          <AddComputerDialog busy={add.isPending} error={add.error} onSubmit={submit} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
