import Button from '@mui/material/Button';
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { Chevron } from './Chevron';
import { classNames } from './class-names';
import styles from './SitePicker.module.css';
import { pathName } from './path-name';

// The list is only loaded when somebody looks for another site: launch time counts.
const SitePickerPanel = lazy(() => import('./SitePickerPanel'));

interface Props {
  serverId: string;
  site: string | null;
  application: string;
  onPick: (site: string, application: string) => void;
  /** Only sites, for pages that don't go by application. */
  sitesOnly?: boolean;
  /** The edge of the button that the list hangs from: `start` where the button stands at the left of its page. */
  align?: 'start' | 'end';
}

/** "Site Chat ▾": a button that opens a list of sites and their applications, searched as you type. */
export function SitePicker({ serverId, site, application, onPick, sitesOnly = false, align = 'end' }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    const leave = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  return (
    <div ref={root} className={styles.root}>
      <Button ref={button} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen((now) => !now)}>
        <span className={styles.kind}>Site</span>{' '}
        <span className={styles.name}>
          {site === null ? 'none' : sitesOnly ? site : pathName(site, application)}
        </span>
        <Chevron />
      </Button>
      {open && (
        <div
          role="dialog"
          aria-label="Choose a site"
          className={classNames(styles.panel, styles[align])}
          // On the way down: the list itself stops Escape on its way up.
          onKeyDownCapture={(event) => {
            if (event.key === 'Escape') close();
          }}
        >
          <Suspense fallback={<div className={styles.coming} />}>
            <SitePickerPanel
              serverId={serverId}
              site={site}
              application={application}
              sitesOnly={sitesOnly}
              onPick={(pickedSite, pickedApplication) => {
                close();
                onPick(pickedSite, pickedApplication);
              }}
            />
          </Suspense>
        </div>
      )}
    </div>
  );
}
