import styles from './ProductionBand.module.css';

/** The frame of the window around a server marked Production, and its name over it. */
export function ProductionBand({ name }: { name: string }) {
  return (
    <>
      <section className={styles.band} aria-label="Marked as Production" title={name}>
        <strong>Production</strong>
        <span className={styles.name}>{name}</span>
      </section>
      <div className={styles.frame} aria-hidden="true" />
    </>
  );
}
