import { Fragment } from 'react';

/** An IIS setting's name, which breaks after its dots where it must break. */
export function SettingName({ name }: { name: string }) {
  return (
    <code>
      {name.split('.').map((part, index) => (
        <Fragment key={index}>
          {index > 0 && (
            <>
              .<wbr />
            </>
          )}
          {part}
        </Fragment>
      ))}
    </code>
  );
}
