import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { SetupAnswers, SetupStep } from '../../../shared/model/setup';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonLines } from '../../components/Skeletons';
import { useAction, useCall } from '../../ipc/hooks';
import { fromText, presets, toText } from '../readiness/address-text';
import type { SocketAddress } from '../../../shared/model/server';
import styles from './SetupPage.module.css';
import { StepButtons } from './StepButtons';
import type { Setup, SocketTyped } from './use-setup';
import { fronts } from './words';

/** The socket's own address, how many are expected, and what stands in front: no configuration tells. */
export function SocketStep({ setup }: { setup: Setup }) {
  const { serverId, site, application } = setup;
  const page = useCall('readiness.get', { serverId, site, application });
  if (page.isError) return <ErrorState error={page.error} onRetry={() => void page.refetch()} />;
  if (!page.data) return <SkeletonLines lines={5} label="Reading the address" />;
  return <SocketForm setup={setup} address={page.data.address} />;
}

function SocketForm({ setup, address }: { setup: Setup; address: SocketAddress | null }) {
  const { answers } = setup;
  const typed = setup.typed ?? typedOf(answers, address);
  const { text, sockets, product, timeout } = typed;
  const type = (some: Partial<SocketTyped>) => setup.setTyped({ ...typed, ...some });
  const [tried, setTried] = useState(false);
  const remember = useAction('readiness.setAddress');
  const parsed = text.path.trim() === '' ? null : fromText(text);
  const wrong = {
    path: typeof parsed === 'string' ? parsed : null,
    sockets:
      sockets === '' || wholeUpTo(sockets, 4_294_967_295) !== null
        ? null
        : 'Give a whole number from 1 to 4,294,967,295, or nothing.',
    timeout:
      product === 'none' || timeout === '' || wholeUpTo(timeout, 604_800) !== null
        ? null
        : 'Give whole seconds from 1 to 604,800, or nothing.',
  };
  const sound = Object.values(wrong).every((each) => each === null);
  const go = (step: SetupStep) => {
    setTried(true);
    if (!sound) return;
    const found = fronts.find(({ id }) => id === product);
    const next: Partial<SetupAnswers> = {
      step,
      sockets: sockets === '' ? null : wholeUpTo(sockets, 4_294_967_295),
      front: found
        ? { product: found.id, timeoutS: timeout === '' ? null : wholeUpTo(timeout, 604_800) }
        : null,
    };
    const take = () => {
      setup.setTyped(null);
      setup.keep(next);
    };
    if (parsed === null || typeof parsed === 'string') take();
    else
      remember.mutate(
        { serverId: setup.serverId, site: setup.site, application: setup.application, address: parsed },
        { onSuccess: take },
      );
  };
  return (
    <>
      <Card title="The socket">
        <div className={styles.fields}>
          <Field label="Path" help="Below the application; it stands in no configuration." wrong={wrong.path}>
            {(id) => (
              <>
                <TextField
                  id={id}
                  fullWidth
                  value={text.path}
                  placeholder="/hub"
                  error={wrong.path !== null}
                  onChange={(event) => type({ text: { ...text, path: event.target.value } })}
                  slotProps={{ htmlInput: { 'aria-describedby': `${id}-help`, spellCheck: false } }}
                />
                <div className={styles.presets} role="group" aria-label="Usual paths">
                  {presets.map(({ title, path }) => (
                    <Button
                      key={title}
                      size="small"
                      variant="text"
                      onClick={() => type({ text: { ...text, path } })}
                    >
                      {title}
                    </Button>
                  ))}
                </div>
              </>
            )}
          </Field>
          <Field
            label="Expected sockets at a time"
            help="The ceilings are raised where they would break; empty leaves them alone."
            wrong={tried || sockets !== '' ? wrong.sockets : null}
          >
            {(id) => (
              <TextField
                id={id}
                fullWidth
                value={sockets}
                placeholder="not known"
                error={wrong.sockets !== null}
                onChange={(event) => type({ sockets: event.target.value.replaceAll(/[\s,]/g, '') })}
                slotProps={{ htmlInput: { inputMode: 'numeric', 'aria-describedby': `${id}-help` } }}
              />
            )}
          </Field>
        </div>
      </Card>
      <Card title="In front of this server">
        <div className={styles.fields}>
          <Field
            label="Clients reach it through"
            help="A proxy cuts what is silent for too long."
            wrong={null}
          >
            {(id) => (
              <TextField
                id={id}
                select
                fullWidth
                value={product}
                slotProps={{ select: { native: true }, htmlInput: { 'aria-describedby': `${id}-help` } }}
                onChange={(event) => type({ product: event.target.value })}
              >
                <option value="none">Nothing, or not known</option>
                {fronts.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.title}
                  </option>
                ))}
              </TextField>
            )}
          </Field>
          <Field
            label="It cuts silence after (seconds)"
            help="Its read time-out. Empty: a short usual one is assumed."
            wrong={wrong.timeout}
          >
            {(id) => (
              <TextField
                id={id}
                fullWidth
                disabled={product === 'none'}
                value={product === 'none' ? '' : timeout}
                placeholder={product === 'none' ? '' : 'not known'}
                error={wrong.timeout !== null}
                onChange={(event) => type({ timeout: event.target.value.trim() })}
                slotProps={{ htmlInput: { inputMode: 'numeric', 'aria-describedby': `${id}-help` } }}
              />
            )}
          </Field>
        </div>
      </Card>
      {remember.error && <ErrorState inline error={remember.error} />}
      <StepButtons onBack={() => (sound ? go('application') : setup.go('application'))}>
        <Button variant="contained" disabled={remember.isPending} onClick={() => go('changes')}>
          Next: the changes
        </Button>
      </StepButtons>
    </>
  );
}

const typedOf = (answers: SetupAnswers, address: SocketAddress | null): SocketTyped => ({
  text: toText(address),
  sockets: answers.sockets === null ? '' : String(answers.sockets),
  product: answers.front?.product ?? 'none',
  timeout: answers.front?.timeoutS == null ? '' : String(answers.front.timeoutS),
});

interface FieldProps {
  label: string;
  help: string;
  wrong: string | null;
  children: (id: string) => ReactNode;
}

function Field({ label, help, wrong, children }: FieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children(id)}
      <div id={`${id}-help`} aria-live="polite">
        {wrong !== null && <p className={styles.problem}>{wrong}</p>}
        <p className={styles.help}>{help}</p>
      </div>
    </div>
  );
}

function wholeUpTo(text: string, most: number): number | null {
  if (!/^\d{1,10}$/.test(text)) return null;
  const value = Number(text);
  return value >= 1 && value <= most ? value : null;
}
