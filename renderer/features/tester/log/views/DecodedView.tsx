import type { Decoded } from '../../../../../shared/model/frame-view';
import { JsonView } from './JsonView';
import styles from './Views.module.css';

/** What SignalR or Socket.IO say in the message, packet by packet. */
export function DecodedView({ decoded }: { decoded: Decoded }) {
  const { packets, problem } = decoded;
  return (
    <div className={styles.packets} role="region" aria-label={`Payload as ${decoded.protocol}`} tabIndex={0}>
      {packets.map(({ label, fields, json }, at) => (
        <section key={at} className={styles.packet}>
          <h3>{label}</h3>
          {fields.length > 0 && (
            <dl className={styles.fields}>
              {fields.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
          {json && (
            <div style={{ height: Math.min(json.lines.length, packets.length === 1 ? 24 : 10) * 20 + 2 }}>
              <JsonView json={json} label={`${label}, as JSON`} />
            </div>
          )}
        </section>
      ))}
      {problem !== null && <p className={styles.note}>{problem}</p>}
    </div>
  );
}
