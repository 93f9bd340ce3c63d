import useAutocomplete from '@mui/material/useAutocomplete';
import { useDeferredValue, useState } from 'react';
import { useCall } from '../ipc/hooks';
import { classNames } from './class-names';
import { pathName } from './path-name';
import styles from './SitePicker.module.css';

/** As many as one answer holds; with more, typing narrows. */
const LIMIT = 200;

interface Option {
  site: string;
  application: string;
}

interface Props extends Option {
  serverId: string;
  sitesOnly: boolean;
  onPick: (site: string, application: string) => void;
}

/** The open list of a SitePicker. The engine filters, so 10,000 sites cost no more than 200. */
export default function SitePickerPanel({
  serverId,
  site,
  application,
  sitesOnly,
  onPick,
}: Omit<Props, 'site'> & { site: string | null }) {
  const [text, setText] = useState('');
  const filter = useDeferredValue(text.trim().slice(0, 260));
  const answer = useCall('servers.sites', { serverId, filter, limit: LIMIT }, { keepPrevious: true });
  const options: Option[] = (answer.data?.sites ?? []).flatMap(({ name, applications }) =>
    (sitesOnly || applications.length === 0 ? ['/'] : applications).map((path) => ({
      site: name,
      application: path,
    })),
  );
  const total = answer.data?.total ?? 0;
  const shown = answer.data?.sites.length ?? 0;

  const { getRootProps, getInputProps, getListboxProps, getOptionProps, groupedOptions } =
    useAutocomplete<Option>({
      id: 'site-picker',
      options,
      open: true,
      value: site === null ? null : { site, application: sitesOnly ? '/' : application },
      inputValue: text,
      onInputChange: (_event, next, reason) => {
        if (reason === 'input') setText(next);
      },
      onChange: (_event, picked) => {
        if (picked) onPick(picked.site, picked.application);
      },
      filterOptions: (all) => all,
      getOptionLabel: (option) => pathName(option.site, option.application),
      getOptionKey: (option) => JSON.stringify(option),
      isOptionEqualToValue: (a, b) => a.site === b.site && a.application === b.application,
      autoHighlight: true,
      clearOnEscape: false,
    });

  return (
    <div {...getRootProps()}>
      <input
        {...getInputProps()}
        className={styles.search}
        aria-label="Search sites"
        placeholder="Search sites"
        autoFocus
        spellCheck={false}
      />
      <ul {...getListboxProps()} className={styles.list} aria-label="Sites">
        {groupedOptions.map((entry, index) => {
          if (!('site' in entry)) return null;
          const { key, ...option } = getOptionProps({ option: entry, index });
          return (
            <li key={key} {...option} className={styles.option}>
              <span className={classNames(styles.label, entry.application !== '/' && styles.sub)}>
                {pathName(entry.site, entry.application)}
              </span>
            </li>
          );
        })}
      </ul>
      <p className={styles.note} role="status">
        {answer.isError
          ? answer.error.message
          : answer.isPending
            ? 'Reading…'
            : total === 0
              ? 'No site has that in its name.'
              : shown < total
                ? `${shown} of ${total} sites: type to narrow.`
                : `${total} ${total === 1 ? 'site' : 'sites'}`}
      </p>
    </div>
  );
}
