import styles from './ConnectPanel.module.css';
import { FieldPart } from './FieldPart';
import type { PartProps } from './FieldPart';

/** Which way the connection goes, while the address stays what it is. */
export function RoutePart(props: PartProps) {
  return (
    <>
      <FieldPart
        {...props}
        name="connectTo"
        label="Connect to another address"
        placeholder="10.0.0.5:8443"
        hint="A node behind the balancer: the request still asks for the address’s name."
      />
      <FieldPart
        {...props}
        name="host"
        label="Host header"
        placeholder="the address’s own"
        hint="The binding that IIS picks is found by this name."
      />
      <FieldPart {...props} name="proxy" label="HTTP proxy" placeholder="proxy.example:3128" />
      {props.draft.proxy.trim() !== '' && (
        <div className={styles.pair}>
          <FieldPart {...props} name="proxyUser" label="User name at the proxy" />
          <FieldPart {...props} name="proxyPassword" label="Password at the proxy" secret />
        </div>
      )}
    </>
  );
}
