import Button from '@mui/material/Button';
import type { KeptRequest } from '../../../../shared/model/keep';
import { counted } from '../../../components/format';
import styles from './Keep.module.css';

interface Props {
  label: string;
  requests: readonly KeptRequest[];
  onUse: (request: KeptRequest) => void;
  onRemove?: (request: KeptRequest) => void;
}

/** Requests with their address, to be used or taken away. */
export function RequestList({ label, requests, onUse, onRemove }: Props) {
  return (
    <ul className={styles.requests} aria-label={label}>
      {requests.map((request, index) => (
        <li key={`${index}:${request.name}`}>
          <span className={styles.what}>
            <span className={styles.name}>{request.name}</span>
            <code title={request.connect.url}>{request.connect.url}</code>
          </span>
          <span className={styles.note}>
            {request.messages.length === 0 ? '' : counted(request.messages.length, 'message')}
          </span>
          <Button size="small" onClick={() => onUse(request)} aria-label={`Use ${request.name}`}>
            Use
          </Button>
          {onRemove && (
            <Button size="small" onClick={() => onRemove(request)} aria-label={`Remove ${request.name}`}>
              Remove
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
